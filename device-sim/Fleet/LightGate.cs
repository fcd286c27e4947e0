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
        var connection = new MqttConnectionOptions
        {
            Host = options.Host,
            Port = options.Port,
            ClientId = credentials.Gate.Value,
            UserName = credentials.Gate.Value,
            Password = credentials.Password,
        };
        Id = credentials.Gate;
        Uplink = new Uplink(
            new UplinkIdentity(Id, Software, Board: $"fleet-{Id}"), options.Uplink, () => connection, connector, Outbox, board,
            new KnownTime(), time, new Random(seed), logger);
    }

    public GateId Id { get; }

    public StreamId Stream { get; }

    public MemoryOutbox Outbox { get; }

    public Uplink Uplink { get; }

    private static string Software => $"fleet {typeof(LightGate).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Makes the gate's next record, now.</summary>
    /// <returns>False when the outbox is full: then nobody came.</returns>
    public bool TryMakeRecord() =>
        Outbox.TryAppend(seq => _records.Next(seq, RecordTime.At(_time.GetUtcNow(), TimeError)));

    /// <summary>This machine knows the time; nothing is learned from the cloud.</summary>
    private sealed class KnownTime : ITimeSink
    {
        public bool WantsWelcome => false;

        public DateTimeOffset? ToldNow => DateTimeOffset.UtcNow;

        public void Offer(BootOffset offset)
        {
        }
    }
}
