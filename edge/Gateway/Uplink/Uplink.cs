using Checkpoint.Contract;
using Checkpoint.Contract.Json;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Checkpoint.Mqtt;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Uplink;

/// <summary>
/// Brings the outbox's records to the cloud, and the cloud's answers back: connects, says hello, sends, connects anew.
/// Has no thread of its own, and keeps no record: the outbox is the only queue.
/// </summary>
/// <param name="connection">How to reach the broker, asked before each connection: passwords may change.</param>
/// <param name="random">Of this uplink alone; used for jitter and nonces.</param>
public sealed class Uplink(
    UplinkIdentity identity,
    UplinkOptions options,
    Func<MqttConnectionOptions> connection,
    IMqttConnector connector,
    IOutboxReader outbox,
    IBoardClock clock,
    ITimeSink timeSink,
    TimeProvider time,
    Random random,
    ILogger logger)
{
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A board that has been up for less has got its power back, and with it perhaps a whole town's: its first connection is
    /// spread as every later one is. The gateway alone being started anew, on a board that runs, waits for nothing.
    /// </summary>
    private static readonly TimeSpan JustBooted = TimeSpan.FromMinutes(5);

    private readonly UplinkContext _context = new(
        identity,
        options,
        outbox,
        clock,
        timeSink,
        time,
        random,
        logger,
        new UplinkCounters(),
        new FlightLog(),
        new HeldKeeper(outbox),
        new RefusedSeqs(random),
        time.GetTimestamp());

    public UplinkCounters Counters => _context.Counters;

    /// <summary>Runs until cancelled; then says that the gate is offline and hangs up.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pause = new ReconnectPause(options, time, random);
        outbox.Readable += pause.Changed;
        try
        {
            if (clock.Now.BoottimeMicroseconds < JustBooted.TotalMicroseconds)
            {
                await pause.WaitAsync(cancellation);
                pause.Reset();
            }

            while (true)
            {
                if (await ConnectAndServeAsync(cancellation))
                    pause.Reset();
                await pause.WaitAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop.
        }
        finally
        {
            outbox.Readable -= pause.Changed;
        }
    }

    /// <returns>True if the connection got as far as a welcome.</returns>
    private async Task<bool> ConnectAndServeAsync(CancellationToken cancellation)
    {
        var mailbox = new UplinkMailbox();
        UplinkConnection? serving = null;
        try
        {
            await using var opened = await connector.ConnectAsync(
                Greeting(), (in MqttMessage message) => Receive(message, mailbox), cancellation);
            Counters.Connected();
            serving = new UplinkConnection(_context, opened, mailbox);
            await ServeAsync(serving, opened, mailbox, cancellation);
        }
        catch (Exception fault) when (fault is MqttException or IOException or OutboxUnavailableException)
        {
            if (serving is null)
                Counters.ConnectFailed();
            logger.LogWarning("Uplink: {Fault}", fault.Message);
        }
        finally
        {
            Counters.IsConnected = false;

            // Nothing is on its way any more: the next connection reads the outbox from its beginning.
            _context.Flight.TakeSentBy(TimeSpan.MaxValue);
        }

        return serving is { WasWelcomed: true };
    }

    private async Task ServeAsync(
        UplinkConnection serving, IMqttConnection opened, UplinkMailbox mailbox, CancellationToken cancellation)
    {
        outbox.Readable += mailbox.Changed;
        try
        {
            await serving.RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await SayGoodbyeAsync(opened);
            throw;
        }
        finally
        {
            outbox.Readable -= mailbox.Changed;
        }
    }

    private async Task SayGoodbyeAsync(IMqttConnection opened)
    {
        using var patience = new CancellationTokenSource(GoodbyeTimeout, time);
        try
        {
            await opened.PublishAsync(Status(identity, GateState.Offline), patience.Token);
        }
        catch (Exception fault) when (fault is MqttException or OperationCanceledException)
        {
            logger.LogInformation("Uplink: left without a goodbye: {Fault}", fault.Message);
        }
    }

    private MqttConnectionOptions Greeting()
    {
        var options = connection();
        return options with
        {
            ClientId = identity.Gate.Value,
            Will = Status(identity, GateState.Offline),
            UseTopicAliases = true,
            DelayTcpAcknowledgements = true,
            Tls = options.Tls is { } tls ? tls with { Dates = Dates } : null,
        };
    }

    /// <summary>Not the system's clock, which may be decades behind on a board without a battery.</summary>
    private CertificateDates Dates => timeSink.ToldNow is { } now ? CertificateDates.At(now) : CertificateDates.Unchecked;

    internal static MqttPublication Status(UplinkIdentity identity, GateState state) =>
        new(Topics.Of(identity.Gate, TopicLeaf.Status), new GateStatus(state, identity.Software).ToUtf8()) { Retain = true };

    /// <summary>On the network thread: takes the time, decodes, and leaves the rest to the loop.</summary>
    private void Receive(in MqttMessage message, UplinkMailbox mailbox)
    {
        var received = clock.Now;
        if (message.Retained)
        {
            // Nobody in the contract retains a reply; whoever did, it answers another day's records.
            Counters.Strayed();
        }
        else if (!Contract.Codec.ReplyCodec.TryDecode(message.Payload, out var reply, out var fault))
        {
            Counters.Malformed();
            logger.LogWarning("Uplink: reply refused: {Fault}", fault);
        }
        else if (!mailbox.Post(new ReplyCame(reply, received)))
        {
            Counters.ReplyDropped();
        }
    }
}
