namespace Checkpoint.Gateway.Time;

/// <summary>Takes what was learned of this boot's time.</summary>
public interface ITimeSink
{
    /// <summary>True while a welcome would tell the time better than anything else does.</summary>
    bool WantsWelcome { get; }

    /// <summary>Offers an offset; whether it is taken on is the sink's decision.</summary>
    void Offer(BootOffset offset);
}
