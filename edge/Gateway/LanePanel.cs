using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway;

/// <summary>Lamps, buzzer and barrier at work: what they are to say now goes to the lines. For the lane's thread.</summary>
/// <param name="hasFault">The gate loses what it must not: it shows amber and red whenever it has nothing else to say.</param>
internal sealed class LanePanel(LaneTimes times, IBoardClock clock, ILaneWatcher? watcher, Func<bool> hasFault)
{
    private const long MicrosecondsPerMillisecond = 1000;
    private const long LongestWaitMilliseconds = 250;

    /// <summary>As for "manual": whoever comes is to be looked at by a volunteer.</summary>
    private const PanelSignals Fault = PanelSignals.Amber | PanelSignals.Red;

    private readonly Panel _panel = new(times);

    /// <summary>CLOCK_BOOTTIME, microseconds; <see cref="long.MaxValue"/> for never.</summary>
    public long NextChangeAt => _panel.NextChangeAfter(clock.Now.BoottimeMicroseconds);

    public void ClearLamp() => _panel.ClearLamp();

    /// <param name="opens">The barrier too, if that is what the outcome allows.</param>
    public void Say(ScreeningOutcome outcome, bool opens) =>
        _panel.Show(outcome, opens && outcome == ScreeningOutcome.Normal, clock.Now.BoottimeMicroseconds);

    public void Show(LaneLines lines)
    {
        var now = clock.Now.BoottimeMicroseconds;
        var signals = _panel.At(now);
        if ((signals & (PanelSignals.Green | Fault)) == 0 && hasFault())
            signals |= Fault;
        if (lines.Show(signals))
            watcher?.OnShown(signals, now);
    }

    /// <summary>Goes on showing until it is done: a slow disk must not hold a barrier's relay.</summary>
    public void ShowUntil(Task done, LaneLines lines)
    {
        while (!done.IsCompleted)
        {
            Show(lines);
            var left = (NextChangeAt - clock.Now.BoottimeMicroseconds) / MicrosecondsPerMillisecond;
            ((IAsyncResult)done).AsyncWaitHandle.WaitOne((int)Math.Clamp(left, 0, LongestWaitMilliseconds) + 1);
        }
    }
}
