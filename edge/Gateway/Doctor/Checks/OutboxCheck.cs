using Checkpoint.Gateway.Outbox;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>The outbox can be read, and its records leave it.</summary>
internal sealed class OutboxCheck(Patient patient) : QuickCheck(patient, "outbox")
{
    private static readonly TimeSpan LongWait = TimeSpan.FromHours(1);

    protected override Finding Look()
    {
        OutboxGlance? glance;
        try
        {
            glance = OutboxGlance.At(Patient.Options.Outbox, Patient.Equipment.BoardClock.Now, Patient.Equipment.Time.GetUtcNow());
        }
        catch (Exception fault) when (OutboxFile.IsDamage(fault))
        {
            return Fail($"damaged: {fault.Message}", "keep a copy of the folder; the gateway sets the file aside when it starts, and begins a new one");
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            return Fail($"can't be read: {fault.Message}", "run the doctor as root or as the gateway's user; update it if the format is newer");
        }

        if (glance is null)
            return Pass("none yet: made at the first start");
        var depth = $"{Words.Count(checked((int)Math.Min(glance.Depth, int.MaxValue)), "record waits", "records wait")} for the cloud";
        if (glance.OldestAge is not { } age || glance.Depth == 0)
            return Pass(depth);
        var seen = $"{depth}, the oldest for {Words.Age(age)}";
        return age < LongWait ? Pass(seen) : Warn(seen, "see whether broker, cloud and database are up, and whether the gate is registered");
    }
}
