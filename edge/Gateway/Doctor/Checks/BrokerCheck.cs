using System.Net.Sockets;
using System.Threading.Channels;
using Checkpoint.Contract.Codec;
using Checkpoint.Mqtt;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>
/// The broker can be reached and lets this gate in. A gate's name has one connection: while a gateway runs it is not
/// signed in a second time, which would put the running one off.
/// </summary>
internal sealed class BrokerCheck(Patient patient) : ICheck, IAsyncDisposable
{
    private const int BadUserNameOrPassword = 0x86;
    private const string ReinstallAdvice = "install libmosquitto1 and libssl3 anew: until then people are screened, and nothing is sent";

    /// <summary>On top of the connector's own: it looks at its clock once a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Name => "broker";

    public bool IsGroundwork => true;

    /// <summary>For the checks that rest on this one; null while a gateway runs.</summary>
    public IMqttConnection? Connection { get; private set; }

    /// <summary>Replies to this gate, with when each came.</summary>
    public Channel<(CloudReply Reply, DateTimeOffset At)> Replies { get; } =
        Channel.CreateBounded<(CloudReply, DateTimeOffset)>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropWrite });

    private string Place => $"{patient.Options.Broker.Host}:{patient.Options.Broker.Port}";

    public async Task<Finding> RunAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patient.Options.Broker.ConnectTimeout + Patience);
        try
        {
            return patient.IsRunning == false ? await SignInAsync(limit.Token) : await ReachAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Fail("no answer in time", "check the network, the firewall and Broker:Host");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Connection is { } opened)
            await opened.DisposeAsync();
    }

    private Finding Fail(string seen, string advice) => Finding.Fail(Name, $"{Place}: {seen}", advice);

    private async Task<Finding> ReachAsync(CancellationToken cancellation)
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(patient.Options.Broker.Host, patient.Options.Broker.Port, cancellation);
            return Finding.Pass(Name, $"{Place} takes connections; the gate's own is the running gateway's");
        }
        catch (SocketException fault)
        {
            return Fail(fault.Message.ToLowerInvariant(), "see whether the broker is up; check Broker:Host and Broker:Port");
        }
    }

    private async Task<Finding> SignInAsync(CancellationToken cancellation)
    {
        try
        {
            // No will and no status: nobody is to learn that a doctor was here.
            var greeting = patient.Options.Broker.ForConnection() with { ClientId = patient.Options.Gate.Value };
            Connection = await patient.Connector.ConnectAsync(greeting, Receive, cancellation);
            return Finding.Pass(Name, $"{Place} lets {greeting.UserName ?? "a gate without a name"} in{(greeting.Tls is null ? ", without TLS" : " over TLS")}");
        }
        catch (MqttException fault)
        {
            return Fail(fault.Reason.ToString(), AdviceFor(fault.Reason));
        }
        catch (IOException fault)
        {
            return Fail(fault.Message, "put the gate's password file in place: checkpoint-cloud access writes it");
        }
        catch (DllNotFoundException fault)
        {
            return Fail(fault.Message, ReinstallAdvice);
        }
    }

    private void Receive(in MqttMessage message)
    {
        if (ReplyCodec.TryDecode(message.Payload, out var reply, out _))
            Replies.Writer.TryWrite((reply, patient.Equipment.Time.GetUtcNow()));
    }

    private string AdviceFor(MqttReason reason) => reason switch
    {
        { Code: BadUserNameOrPassword or MqttReason.NotAuthorized } =>
            $"user {patient.Options.Broker.UserName ?? "(none)"} or its password is not known there: checkpoint-cloud access gives a new one",
        { Code: >= 0 } => "the broker refuses: see its log",
        _ when reason.Name.StartsWith("TLS library", StringComparison.Ordinal) => ReinstallAdvice,
        _ when reason.Name.Contains("TLS", StringComparison.Ordinal) =>
            "check the clock, Broker:CaFile, and that the broker's certificate names Broker:Host",
        _ => "see whether the broker is up; check the network, Broker:Host and Broker:Port",
    };
}
