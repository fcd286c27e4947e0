namespace Checkpoint.Gateway.Screenings.Facts;

/// <summary>Something the lane has worked out. It becomes a record once it has a seq, which the lane knows nothing of.</summary>
/// <param name="AtMicroseconds">CLOCK_BOOTTIME.</param>
public abstract record LaneFact(long AtMicroseconds)
{
    /// <summary>False for what only lamps and barrier have to know.</summary>
    public virtual bool IsRecorded => true;
}
