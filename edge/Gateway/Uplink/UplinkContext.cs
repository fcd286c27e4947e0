using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Uplink;

/// <summary>What outlives the single connection.</summary>
/// <param name="Began">Timestamp that the uplink's own clock counts from.</param>
internal sealed record UplinkContext(
    UplinkIdentity Identity,
    UplinkOptions Options,
    IOutboxReader Outbox,
    IBoardClock Clock,
    ITimeSink TimeSink,
    TimeProvider Time,
    Random Random,
    ILogger Logger,
    UplinkCounters Counters,
    FlightLog Flight,
    HeldKeeper Held,
    RefusedSeqs Refused,
    long Began)
{
    /// <summary>On the uplink's own clock.</summary>
    public TimeSpan Now => Time.GetElapsedTime(Began);

    public Backoff NewBackoff() => new(Options.BackoffLeast, Options.BackoffMost, Random);
}
