using Checkpoint.Contract;
using Checkpoint.Gateway.Time;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Mqtt;
using Microsoft.Extensions.Logging;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>
/// A gate without hardware: plausible records into a memory outbox, brought to the cloud by the gateway's own uplink over
/// a connection of its own. It has no thread.
/// </summary>
public sealed class LightGate
{
    /// <summary>What a gate on NTP over a mobile network may be wrong by.</summary>
    private static readonly TimeSpan TimeError = TimeSpan.FromMilliseconds(20);

    private readonly PlausibleRecords _records;
    private readonly TimeProvider _time;

    /// <param name="seed">Of its records; an even one's gate has an air sensor.</param>
    /// <param name="board">Shared by the whole fleet: they all run on this machine's clock.</param>
    public LightGate(
        GateCredentials credentials, FleetOptions options, int seed, IMqttConnector connector, IBoardClock board, TimeProvider time, ILogger logger)
    {
        (_records, _time) = (new PlausibleRecords(seed, hasAirSensor: seed % 2 == 0), time);
        Stream = StreamId.Random();
        Outbox = new MemoryOutbox(Stream);
        Uplink = new LightUplinks(options.Host, options.Port, options.Uplink, connector, board, time, logger)
            .Make(credentials, Outbox, new Random(seed));
        Id = credentials.Gate;
    }

    public GateId Id { get; }

    public StreamId Stream { get; }

    public MemoryOutbox Outbox { get; }

    public Uplink Uplink { get; }

    /// <summary>Makes the gate's next record, now.</summary>
    /// <returns>False when the outbox is full: then nobody came.</returns>
    public bool TryMakeRecord() =>
        Outbox.TryAppend(seq => _records.Next(seq, RecordTime.At(_time.GetUtcNow(), TimeError)));
}
