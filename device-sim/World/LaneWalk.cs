using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.DeviceSim.World;

/// <summary>
/// Moves people past the lane's contacts, and their fingers to its buttons, as they are wired; what is not fitted stays
/// untouched. A stop makes a movement quick, never half done.
/// </summary>
public sealed class LaneWalk
{
    private readonly SimulatedGpio _gpio;
    private readonly LineOptions _lines;
    private readonly VisitTimes _times;
    private readonly TimeProvider _clock;

    public LaneWalk(SimulatedGpio gpio, LineOptions lines, VisitTimes times, TimeProvider clock)
    {
        (_gpio, _lines, _times, _clock) = (gpio, lines, times, clock);
        foreach (var (_, wiring) in lines.Inputs())
            Set(wiring, false);
    }

    public void Present(bool present) => Set(_lines.Presence, present);

    public void Tamper(bool open) => Set(_lines.Tamper, open);

    public void PowerFail(bool failed) => Set(_lines.PowerFail, failed);

    public Task PressExitAsync(CancellationToken stop) => PressAsync(_lines.Exit, stop);

    public Task PressReleaseAsync(CancellationToken stop) => PressAsync(_lines.Release, stop);

    public Task PressVerdictAsync(bool isFever, CancellationToken stop) =>
        PressAsync(isFever ? _lines.VerdictFever : _lines.VerdictNormal, stop);

    /// <summary>Through to the other side.</summary>
    /// <param name="followed">Called when a second person follows into the beams; null for nobody.</param>
    public async Task ThroughAsync(PassageDirection direction, BeamCrossing crossing, Action? followed, CancellationToken stop)
    {
        var (near, far) = Beams(direction);
        crossing = crossing.In(_times.Walking);
        await SetAsync(_lines.Door, true, _times.DoorSwing, stop);
        await SetAsync(near, true, crossing.ToFar, stop);
        await SetAsync(far, true, crossing.Both, stop);
        await SetAsync(near, false, crossing.ToFar, stop);
        if (followed is not null)
        {
            followed();
            await SetAsync(near, true, crossing.Both, stop);
            await SetAsync(near, false, crossing.ToFar, stop);
        }

        await SetAsync(far, false, crossing.ToFar, stop);
        await SetAsync(_lines.Door, false, _times.DoorSwing, stop);
    }

    /// <summary>Into the first beam and back.</summary>
    public async Task TurnBackAsync(PassageDirection direction, BeamCrossing crossing, CancellationToken stop)
    {
        var (near, _) = Beams(direction);
        crossing = crossing.In(_times.Walking);
        await SetAsync(near, true, crossing.ToFar, stop);
        await SetAsync(near, false, crossing.ToFar, stop);
    }

    /// <summary>Between the beams, where they stand for a while, and back.</summary>
    public async Task HesitateAsync(PassageDirection direction, BeamCrossing crossing, TimeSpan standing, CancellationToken stop)
    {
        var (near, far) = Beams(direction);
        crossing = crossing.In(_times.Walking);
        await SetAsync(near, true, crossing.ToFar, stop);
        await SetAsync(far, true, standing, stop);
        await SetAsync(far, false, crossing.ToFar, stop);
        await SetAsync(near, false, crossing.ToFar, stop);
    }

    /// <summary>Opens the door and lets it fall shut, without going through.</summary>
    public async Task OpenDoorAsync(CancellationToken stop)
    {
        await SetAsync(_lines.Door, true, _times.DoorSwing, stop);
        await SetAsync(_lines.Door, false, _times.DoorSwing, stop);
    }

    public async Task PauseAsync(TimeSpan pause, CancellationToken stop) => await Task.Delay(pause, _clock, stop)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private (LineWiring Near, LineWiring Far) Beams(PassageDirection direction) => direction == PassageDirection.Inward
        ? (_lines.BeamOutside, _lines.BeamInside)
        : (_lines.BeamInside, _lines.BeamOutside);

    private async Task PressAsync(LineWiring button, CancellationToken stop)
    {
        await SetAsync(button, true, _times.Press, stop);
        await SetAsync(button, false, TimeSpan.Zero, stop);
    }

    private async Task SetAsync(LineWiring wiring, bool active, TimeSpan pause, CancellationToken stop)
    {
        if (!wiring.IsFitted)
            return;
        Set(wiring, active);
        await PauseAsync(pause, stop);
    }

    private void Set(LineWiring wiring, bool active)
    {
        if (wiring.IsFitted)
            _gpio.Drive(wiring.Line, active != wiring.ActiveLow);
    }
}
