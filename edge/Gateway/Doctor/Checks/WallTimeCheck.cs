using Checkpoint.Contract;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>The board's date is one that can be: a board without a battery clock starts with an old one.</summary>
internal sealed class WallTimeCheck(Patient patient) : QuickCheck(patient, "date")
{
    protected override Finding Look()
    {
        var now = Patient.Equipment.Time.GetUtcNow();
        var seen = Words.Invariant($"{now:yyyy-MM-dd HH:mm:ss} UTC");
        var microseconds = (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        if (microseconds is >= RecordLimits.MinTimeMicroseconds and < RecordLimits.MaxTimeMicroseconds)
            return Pass(seen);
        return Patient.Options.Broker.Tls is null
            ? Warn(seen, "set the clock: no record can be of that time")
            : Fail(seen, "set the clock: no certificate is valid at that time, so the doctor can't reach the broker (the gateway takes the time from it)");
    }
}
