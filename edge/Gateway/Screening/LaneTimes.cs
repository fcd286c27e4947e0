namespace Checkpoint.Gateway.Screenings;

/// <summary>How long things may take in a lane.</summary>
public sealed record LaneTimes
{
    /// <summary>Somebody between the beams who does not move for so long has given up. A vehicle needs longer.</summary>
    public TimeSpan AbortAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Both beams broken for so long are an obstruction or tampering.</summary>
    public TimeSpan ObstructedAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>One beam broken for so long is blind: dirt, frost, or something left standing in it.</summary>
    public TimeSpan BeamBlindAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Who asks to get out may open the door for so long.</summary>
    public TimeSpan ExitValidity { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The release held down for so long: the vehicle has gone as it was, with somebody in it undecided; the next one begins
    /// anew.
    /// </summary>
    public TimeSpan DismissAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The same verdict's button again within so long is one verdict, pressed twice in haste: no contact thermometer is so
    /// fast, and the next who waits must not get it.
    /// </summary>
    public TimeSpan VerdictRepeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A door open for so long is held open.</summary>
    public TimeSpan DoorHeldAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A lamp shows for so long, or until the next person is measured.</summary>
    public TimeSpan LampTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>One beep, and the pause after it: 1 for normal, 2 for retry.</summary>
    public TimeSpan Beep { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>One of three for fever, of two for manual, and the pause after it.</summary>
    public TimeSpan LongBeep { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Pulse to the barrier or the door's strike; at most 1 s, so that a hung program holds nothing open.</summary>
    public TimeSpan BarrierPulse { get; init; } = TimeSpan.FromMilliseconds(500);

    internal void Validate(OptionFaults faults)
    {
        var instant = TimeSpan.FromMilliseconds(1);
        faults.Within(AbortAfter, instant, TimeSpan.FromMinutes(5), $"Times:{nameof(AbortAfter)}");
        faults.Within(ObstructedAfter, instant, TimeSpan.FromHours(1), $"Times:{nameof(ObstructedAfter)}");
        faults.Within(BeamBlindAfter, instant, TimeSpan.FromHours(1), $"Times:{nameof(BeamBlindAfter)}");
        faults.Within(ExitValidity, instant, TimeSpan.FromMinutes(1), $"Times:{nameof(ExitValidity)}");
        faults.Within(DismissAfter, instant, TimeSpan.FromMinutes(1), $"Times:{nameof(DismissAfter)}");
        faults.Within(VerdictRepeat, TimeSpan.Zero, TimeSpan.FromSeconds(10), $"Times:{nameof(VerdictRepeat)}");
        faults.Within(DoorHeldAfter, instant, TimeSpan.FromHours(1), $"Times:{nameof(DoorHeldAfter)}");
        faults.Within(LampTime, instant, TimeSpan.FromMinutes(1), $"Times:{nameof(LampTime)}");
        faults.Within(Beep, instant, TimeSpan.FromSeconds(2), $"Times:{nameof(Beep)}");
        faults.Within(LongBeep, instant, TimeSpan.FromSeconds(2), $"Times:{nameof(LongBeep)}");
        faults.Within(BarrierPulse, instant, TimeSpan.FromSeconds(1), $"Times:{nameof(BarrierPulse)}");
    }
}
