using Checkpoint.Mqtt;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>The bounds of one ingest.</summary>
public sealed record IngestOptions
{
    /// <summary>Records taken and not yet stored; beyond it gates are told "busy".</summary>
    public int MaxQueuedRecords { get; init; } = 50_000;

    /// <summary>Bytes, as received, of batches taken and not yet stored.</summary>
    public int MaxQueuedBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Records in one write. Larger ones save little in the database and cost latency and memory: 5,000 are about 2 MB.
    /// </summary>
    public int MaxRecordsPerWrite { get; init; } = 5_000;

    /// <summary>
    /// How long a batch waits for others to be written with it, when the last write began no longer than twice this ago:
    /// a write costs the database as much as some hundred records. Alone, a batch is written at once.
    /// </summary>
    public TimeSpan WriteLinger { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Writes in flight: with two, one batch is formatted while the database takes in another.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>
    /// How long a batch is kept for a database that does not take it; then its gate is told "busy". Shorter than the 30 s
    /// after which a gate sends again by itself.
    /// </summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan BusyRetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan UnknownRetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Instances of one group share the gates' messages.</summary>
    public string ShareGroup { get; init; } = "ingest";

    /// <summary>
    /// Of the subscriptions. A message lost between broker and ingest is sent again by its gate, for want of an ack, so
    /// that at-least-once here would only cost a PUBACK each: with one record a message, measured through Mosquitto, 21.6
    /// instead of 16.7 CPU seconds per million records here, and 27.8 instead of 21.2 in the broker.
    /// </summary>
    public MqttQos SubscribeQos { get; init; } = MqttQos.AtMostOnce;
}
