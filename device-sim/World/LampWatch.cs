using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.DeviceSim.World;

/// <summary>The lamps and the barrier as somebody in the lane sees them.</summary>
public sealed class LampWatch : IDisposable
{
    private readonly SimulatedGpio _gpio;
    private readonly LineOptions _lines;
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ScreeningOutcome? _shown;
    private ScreeningOutcome? _last;
    private bool _openedWithLast;
    private long _times;
    private Action? _reflex;

    public LampWatch(SimulatedGpio gpio, LineOptions lines)
    {
        (_gpio, _lines) = (gpio, lines);
        gpio.OutputsWritten += Look;
    }

    /// <summary>How often a lamp came on so far.</summary>
    public long Times
    {
        get
        {
            lock (_gate)
                return _times;
        }
    }

    /// <summary>With the last lamp the barrier opened.</summary>
    public bool OpenedWithLast
    {
        get
        {
            lock (_gate)
                return _openedWithLast;
        }
    }

    /// <summary>
    /// Done once, at the very moment when a lamp next comes on, on the gateway's thread: so that how fast this simulation
    /// runs does not decide whether somebody still stands there when the gate goes on.
    /// </summary>
    public void OnNext(Action reflex)
    {
        lock (_gate)
            _reflex = reflex;
    }

    /// <summary>What came on last, once something has after the <paramref name="seen"/>th time; null if nothing did in time.</summary>
    public async Task<ScreeningOutcome?> WaitAsync(long seen, TimeSpan patience, TimeProvider clock, CancellationToken stop) =>
        await UntilAsync(() => _times > seen, patience, clock, stop) ? _last : null;

    /// <summary>Until no lamp is on, or nothing has changed for so long.</summary>
    public Task WaitOutAsync(TimeSpan patience, TimeProvider clock, CancellationToken stop) =>
        UntilAsync(() => _shown is null, patience, clock, stop);

    public void Dispose() => _gpio.OutputsWritten -= Look;

    private async Task<bool> UntilAsync(Func<bool> reached, TimeSpan patience, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                Task changed;
                lock (_gate)
                {
                    if (reached())
                        return true;
                    changed = _changed.Task;
                }

                await changed.WaitAsync(patience, clock, stop);
            }
        }
        catch (Exception gaveUp) when (gaveUp is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Look()
    {
        var shown = Outcome();
        lock (_gate)
        {
            if (shown == _shown)
                return;
            _shown = shown;
            if (shown is not null)
                LookAt(shown.Value);
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void LookAt(ScreeningOutcome shown)
    {
        _times++;
        _last = shown;
        _openedWithLast = _lines.BarrierLine != LineWiring.NotFitted && IsOn(_lines.BarrierLine);
        _reflex?.Invoke();
        _reflex = null;
    }

    private ScreeningOutcome? Outcome() => (IsOn(_lines.GreenLine), IsOn(_lines.AmberLine), IsOn(_lines.RedLine)) switch
    {
        (true, false, false) => ScreeningOutcome.Normal,
        (false, true, false) => ScreeningOutcome.Retry,
        (false, false, true) => ScreeningOutcome.Fever,
        (false, true, true) => ScreeningOutcome.Manual,
        _ => null,
    };

    private bool IsOn(int line) => _gpio.IsHigh(line) != _lines.OutputsActiveLow;
}
