using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// Lamps, buzzer and barrier over time, after the last outcome shown. Green: normal; amber: again, please; red: fever;
/// amber and red: wait for a contact thermometer.
/// </summary>
public sealed class Panel(LaneTimes times)
{
    private ScreeningOutcome? _outcome;
    private long _shownAt;
    private bool _lampCleared;
    private long? _openedAt;

    /// <param name="opens">
    /// The barrier gets its pulse too. Pulses have a pause at least as long between them: however fast people are let
    /// through, nothing is held open.
    /// </param>
    public void Show(ScreeningOutcome outcome, bool opens, long atMicroseconds)
    {
        (_outcome, _shownAt, _lampCleared) = (outcome, atMicroseconds, false);
        if (opens && (_openedAt is not { } last || atMicroseconds - last >= 2 * PulseMicroseconds))
            _openedAt = atMicroseconds;
    }

    /// <summary>The next person is being measured: the lamp was for the one before. A barrier's pulse still ends by itself.</summary>
    public void ClearLamp() => _lampCleared = true;

    private long PulseMicroseconds => (long)times.BarrierPulse.TotalMicroseconds;

    public PanelSignals At(long atMicroseconds)
    {
        var signals = atMicroseconds - _openedAt < PulseMicroseconds ? PanelSignals.Barrier : PanelSignals.None;
        if (_outcome is not { } outcome)
            return signals;
        var shown = TimeSpan.FromMicroseconds(atMicroseconds - _shownAt);
        if (!_lampCleared && shown < times.LampTime)
            signals |= LampOf(outcome);
        if (!_lampCleared && IsBeeping(outcome, shown))
            signals |= PanelSignals.Buzzer;
        return signals;
    }

    /// <summary>When <see cref="At"/> may give something else; <see cref="long.MaxValue"/> for never.</summary>
    public long NextChangeAfter(long atMicroseconds)
    {
        if (_outcome is not { } outcome)
            return long.MaxValue;
        var (beeps, beep) = BeepsOf(outcome);
        var next = long.MaxValue;
        for (var i = 1; i < 2 * beeps; i++)
            Consider(_shownAt + (long)(beep * i).TotalMicroseconds);
        Consider(_shownAt + (long)times.LampTime.TotalMicroseconds);
        Consider(_openedAt + PulseMicroseconds ?? long.MaxValue);
        return next;

        void Consider(long at)
        {
            if (at > atMicroseconds)
                next = Math.Min(next, at);
        }
    }

    private static PanelSignals LampOf(ScreeningOutcome outcome) => outcome switch
    {
        ScreeningOutcome.Normal => PanelSignals.Green,
        ScreeningOutcome.Retry => PanelSignals.Amber,
        ScreeningOutcome.Fever => PanelSignals.Red,
        _ => PanelSignals.Amber | PanelSignals.Red,
    };

    private bool IsBeeping(ScreeningOutcome outcome, TimeSpan shown)
    {
        var (beeps, beep) = BeepsOf(outcome);
        var step = (long)(shown / beep);
        return step < 2 * beeps && step % 2 == 0;
    }

    private (int Beeps, TimeSpan Beep) BeepsOf(ScreeningOutcome outcome) => outcome switch
    {
        ScreeningOutcome.Normal => (1, times.Beep),
        ScreeningOutcome.Retry => (2, times.Beep),
        ScreeningOutcome.Fever => (3, times.LongBeep),
        _ => (2, times.LongBeep),
    };
}
