using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.DeviceSim.World;

/// <summary>Moves people past the lane's contacts: presence, beams and door as they are wired.</summary>
public sealed class LaneWalk
{
    private readonly SimulatedGpio _gpio;
    private readonly LineOptions _lines;
    private readonly TimeSpan _step;
    private readonly TimeProvider _clock;

    public LaneWalk(SimulatedGpio gpio, LineOptions lines, TimeSpan step, TimeProvider clock)
    {
        (_gpio, _lines, _step, _clock) = (gpio, lines, step, clock);
        foreach (var (_, wiring) in lines.Inputs())
            Set(wiring, false);
    }

    public void Present(bool present) => Set(_lines.Presence, present);

    /// <summary>Through to the other side; a stop makes it quick, not half done.</summary>
    /// <param name="followed">Called when a second person follows into the beams; null for nobody.</param>
    public async Task ThroughAsync(PassageDirection direction, Action? followed, CancellationToken stop)
    {
        var (near, far) = Beams(direction);
        await OpenAsync(stop);
        await SetAsync(near, true, stop);
        await SetAsync(far, true, stop);
        await SetAsync(near, false, stop);
        if (followed is not null)
        {
            followed();
            await SetAsync(near, true, stop);
            await SetAsync(near, false, stop);
        }

        await SetAsync(far, false, stop);
        await CloseAsync(stop);
    }

    /// <summary>Into the first beam and back.</summary>
    public async Task TurnBackAsync(PassageDirection direction, CancellationToken stop)
    {
        var (near, _) = Beams(direction);
        await SetAsync(near, true, stop);
        await SetAsync(near, false, stop);
    }

    public async Task PauseAsync(TimeSpan pause, CancellationToken stop) => await Task.Delay(pause, _clock, stop)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private (LineWiring Near, LineWiring Far) Beams(PassageDirection direction) => direction == PassageDirection.Inward
        ? (_lines.BeamOutside, _lines.BeamInside)
        : (_lines.BeamInside, _lines.BeamOutside);

    private Task OpenAsync(CancellationToken stop) => SetAsync(_lines.Door, true, stop);

    private Task CloseAsync(CancellationToken stop) => SetAsync(_lines.Door, false, stop);

    private async Task SetAsync(LineWiring wiring, bool active, CancellationToken stop)
    {
        if (!wiring.IsFitted)
            return;
        Set(wiring, active);
        await PauseAsync(_step, stop);
    }

    private void Set(LineWiring wiring, bool active)
    {
        if (wiring.IsFitted)
            _gpio.Drive(wiring.Line, active != wiring.ActiveLow);
    }
}
