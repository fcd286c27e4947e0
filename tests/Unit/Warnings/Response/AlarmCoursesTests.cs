using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.Tests.Unit.Warnings.Response;

public sealed class AlarmCoursesTests
{
    private static readonly DateOnly Day = new(2026, 2, 10);

    [Fact]
    public void The_first_alarm_of_an_area_opens() => Assert.Equal(AlarmCourse.Opens, AlarmCourses.Of(Day, true, null, 7));

    [Theory]
    [InlineData(-30)]
    [InlineData(1)]
    [InlineData(90)]
    public void Any_alarm_joins_the_one_that_is_not_closed(int days) =>
        Assert.Equal(AlarmCourse.Continues, AlarmCourses.Of(Day.AddDays(days), true, new WarningSpan(1, false, Day, Day), 7));

    [Theory]
    [InlineData(-8, AlarmCourse.Opens)]
    [InlineData(-7, AlarmCourse.BelongsToClosed)]
    [InlineData(0, AlarmCourse.BelongsToClosed)]
    [InlineData(3, AlarmCourse.BelongsToClosed)]
    [InlineData(4, AlarmCourse.Reopens)]
    [InlineData(10, AlarmCourse.Reopens)]
    [InlineData(11, AlarmCourse.Opens)]
    public void An_alarm_near_a_closed_one_belongs_to_it_and_soon_after_it_reopens_it(int days, AlarmCourse course) =>
        Assert.Equal(course, AlarmCourses.Of(Day.AddDays(days), true, new WarningSpan(1, true, Day, Day.AddDays(3)), 7));

    /// <summary>Closed after the tenth: sums over three days still hold it on the eleventh and twelfth.</summary>
    [Theory]
    [InlineData(1, AlarmCourse.BelongsToClosed)]
    [InlineData(2, AlarmCourse.BelongsToClosed)]
    [InlineData(3, AlarmCourse.Reopens)]
    public void A_sum_over_days_does_not_reopen_by_a_day_that_was_closed(int days, AlarmCourse course) =>
        Assert.Equal(course, AlarmCourses.Of(Day.AddDays(days), false, new WarningSpan(1, true, Day, Day), 7));
}
