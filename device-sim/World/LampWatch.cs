using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.DeviceSim.World;

/// <summary>The lamps as somebody in the lane sees them.</summary>
public sealed class LampWatch : IDisposable
{
    private readonly SimulatedGpio _gpio;
    private readonly LineOptions _lines;
    private readonly Lock _gate = new();
    private TaskCompletionSource _lit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ScreeningOutcome? _shown;
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

    /// <summary>
    /// Done once, at the very moment when a lamp next comes on, on the gateway's thread: so that how fast this simulation
    /// runs does not decide whether somebody still stands there when the gate goes on.
    /// </summary>
    public void OnNext(Action reflex)
    {
        lock (_gate)
            _reflex = reflex;
    }

    /// <summary>What came on after the <paramref name="seen"/>th time; null if nothing did in time.</summary>
    public async Task<ScreeningOutcome?> WaitAsync(long seen, TimeSpan patience, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                Task lit;
                lock (_gate)
                {
                    if (_times > seen && _shown is { } shown)
                        return shown;
                    lit = _lit.Task;
                }

                await lit.WaitAsync(patience, clock, stop);
            }
        }
        catch (Exception gaveUp) when (gaveUp is TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => _gpio.OutputsWritten -= Look;

    private void Look()
    {
        var shown = Outcome();
        lock (_gate)
        {
            if (shown == _shown)
                return;
            _shown = shown;
            if (shown is null)
                return;
            _times++;
            _reflex?.Invoke();
            _reflex = null;
            _lit.SetResult();
            _lit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
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
