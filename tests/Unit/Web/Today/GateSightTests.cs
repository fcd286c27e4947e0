using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Web.Today;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Web.Today;

public sealed class GateSightTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 10, 4, 30, 0, TimeSpan.Zero);

    private static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(10);

    private static DateTimeOffset Ago(int minutes) => Now.AddMinutes(-minutes);

    [Theory]
    [InlineData(9, 12L, Presence.Reporting)]
    [InlineData(9, 0L, Presence.Zero)]
    [InlineData(9, null, Presence.Reporting)]
    [InlineData(11, 12L, Presence.Silent)]
    public void A_gate_that_this_process_hears_is_judged_by_when_it_last_spoke(int minutes, long? persons, Presence presence)
    {
        var (found, since) = Sight(Ago(minutes), Now.AddMinutes(30), persons).At(Now, Ago(600), SilentAfter);
        Assert.Equal((presence, presence == Presence.Silent ? Ago(minutes) : (DateTimeOffset?)null), (found, since));
    }

    [Theory]
    [InlineData(5, 30, Presence.Reporting)]
    [InlineData(5, -5, Presence.Reporting)]
    [InlineData(5, -15, Presence.Silent)]
    [InlineData(20, 30, Presence.Silent)]
    [InlineData(null, 30, Presence.Reporting)]
    [InlineData(null, -15, Presence.Silent)]
    public void One_that_it_has_not_heard_is_judged_by_the_database_until_it_has_listened_long_enough(int? listens, int hourEnd, Presence presence)
    {
        var hears = listens is { } minutes ? Ago(minutes) : (DateTimeOffset?)null;
        Assert.Equal(presence, Sight(null, Now.AddMinutes(hourEnd), 3).At(Now, hears, SilentAfter).Presence);
    }

    [Fact]
    public void One_of_which_nothing_is_known_is_silent_since_nobody_knows_when() =>
        Assert.Equal((Presence.Silent, null), Sight(null, null, null).At(Now, Ago(600), SilentAfter));

    [Theory]
    [InlineData(60, null, true)]
    [InlineData(60, 10, false)]
    [InlineData(-10, null, false)]
    [InlineData(60, -10, true)]
    public void A_gate_is_known_off_from_its_closing_until_its_opening(int closed, int? opened, bool off)
    {
        var closure = new Closure(Ago(closed), opened is { } minutes ? Ago(minutes) : null, "works", "wang", Ago(closed));
        var (presence, since) = Sight(Ago(1), null, 5, closure).At(Now, Ago(600), SilentAfter);
        Assert.Equal(off ? (Presence.KnownOff, (DateTimeOffset?)Ago(closed)) : (Presence.Reporting, null), (presence, since));
    }

    private static GateSight Sight(DateTimeOffset? seen, DateTimeOffset? hour, long? persons, params Closure[] closures)
    {
        var assignment = new Assignment(DateTimeOffset.UnixEpoch, new Place("230103", "230103001", "230103001001"), GateKind.Pedestrian, new LocalName("门", "gate"));
        return new GateSight(new RegisteredGate(GateId.Parse("gate-1"), [assignment]) { Closures = [.. closures] }, seen, hour, persons);
    }
}
