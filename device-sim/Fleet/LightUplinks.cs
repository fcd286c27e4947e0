using Checkpoint.Gateway.Time;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Mqtt;
using Microsoft.Extensions.Logging;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>Uplinks of gates without hardware: the gateway's own, each over a connection of its own to one broker.</summary>
/// <param name="board">Shared by them all: they all run on this machine's clock.</param>
public sealed class LightUplinks(
    string host, int port, UplinkOptions options, IMqttConnector connector, IBoardClock board, TimeProvider time, ILogger logger)
{
    /// <summary>What such a gate says of its software.</summary>
    public static string Software => $"fleet {typeof(LightUplinks).Assembly.GetName().Version?.ToString(3)}";

    /// <param name="random">Of this uplink alone.</param>
    public Uplink Make(GateCredentials credentials, MemoryOutbox outbox, Random random)
    {
        var connection = new MqttConnectionOptions
        {
            Host = host,
            Port = port,
            ClientId = credentials.Gate.Value,
            UserName = credentials.Gate.Value,
            Password = credentials.Password,
        };
        return new Uplink(
            new UplinkIdentity(credentials.Gate, Software, Board: $"fleet-{credentials.Gate}"), options, () => connection, connector, outbox, board,
            new KnownTime(time), time, random, logger);
    }

    /// <summary>This machine knows the time; nothing is learned from the cloud.</summary>
    private sealed class KnownTime(TimeProvider time) : ITimeSink
    {
        public bool WantsWelcome => false;

        public DateTimeOffset? ToldNow => time.GetUtcNow();

        public void Offer(BootOffset offset)
        {
        }
    }
}
