using Checkpoint.DeviceSim.World.Troubles;

namespace Checkpoint.Tests.Unit.DeviceSim.World.Troubles;

public class TroublePlanTests
{
    private static readonly DateTimeOffset Begin = new(2026, 2, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_rates_nothing_ever_goes_wrong()
    {
        var plan = TroublePlan.Drawn(new TroubleOptions(), 1, Begin, _ => { });

        Assert.Empty(plan.Kinds);
        Assert.All(Enum.GetValues<TroubleKind>(), kind => Assert.Null(plan.NextAfter(kind, Begin)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Troubles_come_as_often_stay_as_long_and_are_as_big_as_said(TroubleKind kind)
    {
        var form = TroubleForm.Of(kind);
        var troubles = Draw(kind, perDay: 2, days: 500);

        Assert.InRange(troubles.Count, 850, 1100);
        Assert.All(troubles, trouble => Assert.InRange(trouble.To - trouble.From, form.Least, form.Most));
        Assert.All(troubles, trouble => Assert.InRange(Math.Abs(trouble.Size), form.LeastSize, form.MostSize));
        Assert.Equal(form.EitherSign, troubles.Exists(trouble => trouble.Size < 0));
    }

    [Fact]
    public void One_seed_gives_the_same_troubles_in_whatever_steps_they_are_asked_for()
    {
        var first = Draw(TroubleKind.Frost, 5, 30);

        Assert.Equal(first, Draw(TroubleKind.Frost, 5, 30));
        Assert.NotEqual(first, Draw(TroubleKind.Frost, 5, 30, seed: 2));
        Assert.Equal(first[^1], TroublePlan.Drawn(Often(TroubleKind.Frost, 5), 1, Begin, _ => { }).At(TroubleKind.Frost, first[^1].From));
    }

    [Fact]
    public void Every_trouble_is_told_of_before_it_begins()
    {
        var told = new List<Trouble>();
        var plan = TroublePlan.Drawn(Often(TroubleKind.Frost, 10), 1, Begin, told.Add);
        for (var hour = 0; hour < 240; hour++)
        {
            if (plan.At(TroubleKind.Frost, Begin.AddHours(hour)) is { } trouble)
                Assert.Contains(trouble, told);
        }

        Assert.True(told.Count > 50);
    }

    [Fact]
    public void A_known_trouble_is_there_from_its_begin_until_before_its_end()
    {
        var trouble = new Trouble(TroubleKind.BusLow, Begin.AddSeconds(1), Begin.AddSeconds(2), 0);
        var plan = TroublePlan.Of(trouble);

        Assert.Null(plan.At(TroubleKind.BusLow, Begin));
        Assert.Equal(trouble, plan.At(TroubleKind.BusLow, trouble.From));
        Assert.Null(plan.At(TroubleKind.BusLow, trouble.To));
        Assert.Empty(plan.Kinds);
    }

    public static TheoryData<TroubleKind> Kinds() => [.. Enum.GetValues<TroubleKind>()];

    private static TroubleOptions Often(TroubleKind kind, double perDay) =>
        new() { PerDay = new Dictionary<TroubleKind, double> { [kind] = perDay } };

    private static List<Trouble> Draw(TroubleKind kind, double perDay, int days, int seed = 1)
    {
        var plan = TroublePlan.Drawn(Often(kind, perDay), seed, Begin, _ => { });
        var troubles = new List<Trouble>();
        for (var at = Begin; plan.NextAfter(kind, at) is { } next && next.From < Begin.AddDays(days); at = next.To)
            troubles.Add(next);
        return troubles;
    }
}
