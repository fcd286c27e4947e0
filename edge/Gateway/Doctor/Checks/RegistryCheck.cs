using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Mqtt;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>
/// Says hello as the gateway would, with its stream as it is, and sees whether the cloud knows the gate. The answer is not
/// kept: streams and clock stay as they are.
/// </summary>
internal sealed class RegistryCheck(Patient patient, BrokerCheck broker) : ICheck
{
    private const string NoCloud = "see whether checkpoint-cloud runs and is signed in at this broker";

    /// <summary>More than network and clocks make between two that are set.</summary>
    private static readonly TimeSpan MostApart = TimeSpan.FromSeconds(10);

    public string Name => "registry";

    public bool IsGroundwork => false;

    public async Task<Finding> RunAsync(CancellationToken cancellation)
    {
        if (broker.Connection is not { } connection)
            return Finding.Pass(Name, "not asked: the running gateway is");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patient.Options.Uplink.WelcomeTimeout);
        try
        {
            return await AskAsync(connection, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Finding.Fail(Name, "the cloud gives no answer", NoCloud);
        }
        catch (MqttException fault)
        {
            return Finding.Fail(Name, fault.Message, "see the broker's log");
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // A hello of another stream would have the cloud take this gate's for ended.
            return Finding.Warn(Name, "not asked: which stream is the gate's can't be read", "see to the outbox first");
        }
    }

    private async Task<Finding> AskAsync(IMqttConnection connection, CancellationToken cancellation)
    {
        var gate = patient.Options.Gate;
        var subscribed = await connection.SubscribeAsync(Topics.Of(gate, TopicLeaf.Replies), MqttQos.AtMostOnce, cancellation);
        if (!subscribed.IsSuccess)
            return Finding.Fail(Name, $"replies: {subscribed}", "the broker's roles are not up to date: checkpoint-cloud access");
        var hello = Hello();
        var published = await connection.PublishAsync(new MqttPublication(Topics.Of(gate, TopicLeaf.Hello), HelloCodec.Encode(hello)), cancellation);
        if (published.Code == MqttReason.NoMatchingSubscribers)
            return Finding.Fail(Name, "no cloud listens at this broker", NoCloud);
        if (!published.IsSuccess)
            return Finding.Fail(Name, $"hello: {published}", "the broker's roles are not up to date: checkpoint-cloud access");
        while (true)
        {
            var (reply, at) = await broker.Replies.Reader.ReadAsync(cancellation);
            if (reply is Welcome welcome && welcome.Nonce == hello.Nonce)
                return Judge(welcome, at);
        }
    }

    /// <summary>With the stream as it stands; a gate that has none yet makes one up, as it will at its first start.</summary>
    private GateHello Hello()
    {
        var now = patient.Equipment.BoardClock.Now;
        var glance = OutboxGlance.At(patient.Options.Outbox, now, patient.Equipment.Time.GetUtcNow());
        return new GateHello(
            (ulong)Random.Shared.NextInt64(),
            now.BootId,
            now.BoottimeMicroseconds,
            glance?.Stream ?? StreamId.Random(),
            glance?.MadeThrough ?? 0,
            GatewayParts.Version,
            patient.Equipment.Board);
    }

    private Finding Judge(Welcome welcome, DateTimeOffset at)
    {
        var gate = patient.Options.Gate;
        if (!welcome.Known)
            return Finding.Fail(Name, $"the cloud does not know {gate}", $"checkpoint-cloud gates add --gate {gate} …; records wait until then");
        var ahead = DateTimeOffset.UnixEpoch.AddMicroseconds(welcome.CloudTimeMicroseconds) - at;
        return ahead.Duration() <= MostApart
            ? Finding.Pass(Name, $"the cloud knows {gate}")
            : Finding.Warn(
                Name,
                $"the cloud knows {gate}; its clock is {Words.Age(ahead.Duration())} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} this board's",
                "set this board's clock, or the cloud's");
    }
}
