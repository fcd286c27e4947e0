using Checkpoint.DeviceSim.Figures;

namespace Checkpoint.Tests.Unit.DeviceSim.Figures;

public class GroupTallyTests
{
    [Fact]
    public void Who_left_and_who_went_to_the_volunteer_count_in_the_denominator_of_sensitivity()
    {
        var tally = GroupTally.None
            .With(ScreeningEnd.CalledFever, askedAgain: true, 8_000_000)
            .With(ScreeningEnd.SentToVolunteer, askedAgain: true, 16_000_000)
            .With(ScreeningEnd.CalledNormal, askedAgain: false, 1_500_000)
            .With(ScreeningEnd.Left, askedAgain: true, 2_500_000)
            .With(ScreeningEnd.Left, askedAgain: false, 500_000);

        Assert.Equal(new Share(1, 5), tally.ShareOf(tally.CalledFever));
        Assert.Equal((1, 1, 2), (tally.SentToVolunteer, tally.CalledNormal, tally.Left));
        Assert.Equal(new Share(3, 5), tally.ShareOf(tally.AskedAgain));
        Assert.Equal(5.7, tally.SecondsEach, 6);
    }

    [Fact]
    public void Two_tallies_together_have_the_people_of_both()
    {
        var one = GroupTally.None.With(ScreeningEnd.CalledFever, true, 3).With(ScreeningEnd.Left, false, 4);
        var other = GroupTally.None.With(ScreeningEnd.CalledNormal, true, 5).With(ScreeningEnd.SentToVolunteer, false, 6);

        Assert.Equal(
            new GroupTally
            {
                People = 4, CalledFever = 1, CalledNormal = 1, SentToVolunteer = 1, Left = 1, AskedAgain = 2, Microseconds = 18,
            },
            one.Plus(other));
    }
}
