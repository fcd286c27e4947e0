namespace Checkpoint.Gateway.Time;

/// <summary>Takes what was learned of this boot's time.</summary>
public interface ITimeSink
{
    /// <summary>True while a welcome would tell the time better than anything else does.</summary>
    bool WantsWelcome { get; }

    /// <summary>
    /// Now, as the cloud has told it in this boot, or null: what certificates are checked against. The kernel's word alone does
    /// not count here, for a time server that is wrong by years would lock the gate out of the cloud that could correct it.
    /// </summary>
    DateTimeOffset? ToldNow { get; }

    /// <summary>Offers an offset; whether it is taken on is the sink's decision.</summary>
    void Offer(BootOffset offset);
}
