using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.DeviceSim.World;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.DeviceSim.World;

/// <summary>Movements as edges on the beams' wires, in virtual time.</summary>
public sealed class LaneWalkTests : IDisposable
{
    private static readonly LineOptions Lines = new();

    private readonly ManualTime _time = new();
    private readonly SimulatedGpio _gpio;
    private readonly LaneWalk _walk;
    private readonly IInputLines _inputs;

    public LaneWalkTests()
    {
        _gpio = new SimulatedGpio(new ManualBoard(_time));
        _walk = new LaneWalk(_gpio, Lines, new VisitTimes(), _time);
        _inputs = _gpio.RequestInputs(
            "test", [.. new[] { Lines.BeamOutside, Lines.BeamInside }.Select(wiring => new InputLine(wiring.Line, wiring.Bias, false, TimeSpan.Zero))]);
    }

    public void Dispose()
    {
        _inputs.Dispose();
        _gpio.Dispose();
    }

    [Fact]
    public void A_fast_walker_crosses_in_less_time_than_a_slow_one()
    {
        Assert.Equal(["A+ 0", "B+ 100", "A- 150", "B- 250"], Edges(() => Through(2.0, PassageDirection.Inward)));
        Assert.Equal(["B+ 0", "A+ 200", "B- 300", "A- 500"], Edges(() => Through(1.0, PassageDirection.Outward)));
    }

    [Fact]
    public void A_tailgater_breaks_the_near_beam_again_before_the_far_one_clears()
    {
        var followers = 0;
        var edges = Edges(() => _walk.ThroughAsync(
            PassageDirection.Inward, BeamCrossing.OnFoot(1), () => followers++, CancellationToken.None));

        Assert.Equal(["A+", "B+", "A-", "A+", "A-", "B-"], edges.Select(edge => edge.Split(' ')[0]));
        Assert.Equal(1, followers);
    }

    [Fact]
    public void Who_hesitates_stands_in_both_beams_and_steps_back() => Assert.Equal(
        ["A+ 0", "B+ 200", "B- 2200", "A- 2400"],
        Edges(() => _walk.HesitateAsync(
            PassageDirection.Inward, BeamCrossing.OnFoot(1), TimeSpan.FromSeconds(2), CancellationToken.None)));

    [Fact]
    public void Who_turns_back_breaks_only_the_near_beam() => Assert.Equal(
        ["A+ 0", "A- 200"],
        Edges(() => _walk.TurnBackAsync(PassageDirection.Inward, BeamCrossing.OnFoot(1), CancellationToken.None)));

    [Fact]
    public void At_a_rush_no_change_of_a_beam_is_quicker_than_a_timer() => Assert.Equal(
        new BeamCrossing(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)), BeamCrossing.OnFoot(1.3).In(0.001));

    private Task Through(double speed, PassageDirection direction) =>
        _walk.ThroughAsync(direction, BeamCrossing.OnFoot(speed), null, CancellationToken.None);

    /// <summary>Beam (A is the outside one), broken or clear, milliseconds since the first edge.</summary>
    private List<string> Edges(Func<Task> start)
    {
        SynchronizationContext.SetSynchronizationContext(null); // what waits for the time goes on within Advance
        var walk = start();
        for (var i = 0; i < 10_000 && !walk.IsCompleted; i++)
            _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(walk.IsCompleted);
        var edges = new LineEdge[32];
        var count = _inputs.WaitForEdges(edges, TimeSpan.Zero);
        return [.. edges.Take(count).Select(edge =>
            $"{"AB"[edge.Line]}{(edge.Active ? '+' : '-')} {(edge.BoottimeMicroseconds - edges[0].BoottimeMicroseconds) / 1000}")];
    }

    private sealed class ManualBoard(TimeProvider time) : IBoardClock
    {
        public BoardInstant Now => new(Guid.Empty, time.GetTimestamp() / TimeSpan.TicksPerMicrosecond);
    }
}
