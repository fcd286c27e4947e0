namespace Checkpoint.Gateway.Time;

/// <summary>Where the offsets of boots are kept, beside the records that need them.</summary>
public interface ITimeStore
{
    /// <summary>What is known of a boot's wall time; null for nothing yet.</summary>
    BootOffset? OffsetOf(Guid bootId);

    /// <summary>Takes on an offset; records that waited for it get their time.</summary>
    void Learn(BootOffset offset);
}
