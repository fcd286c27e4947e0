using System.Text;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Network;

public sealed class SimulatedBrokerTests
{
    private const long Second = 1_000_000;

    private readonly EventLoop _loop = new(seed: 1);
    private readonly SimulatedBroker _broker;
    private readonly WireWatch _watch;
    private readonly List<string> _heard = [];
    private int _processes;

    public SimulatedBrokerTests()
    {
        _broker = new SimulatedBroker(_loop, new Random(1));
        _watch = new WireWatch(_loop, new FindingList(_loop));
    }

    [Fact]
    public void A_publication_reaches_whoever_has_subscribed()
    {
        var (reader, writer) = (Connect("reader", subscribe: "a/+"), Connect("writer"));
        Assert.Equal(MqttReason.Success, Publish(writer, "a/1", "hello"));
        Assert.Equal(["reader a/1 hello"], _heard);
        Assert.False(reader.Connection!.Closed.IsCompleted);
    }

    [Fact]
    public void With_nobody_there_the_answer_says_so() =>
        Assert.Equal(MqttReason.NoMatchingSubscribers, Publish(Connect("writer"), "a/1", "hello")?.Code);

    [Fact]
    public void Of_those_who_share_a_subscription_one_gets_each_message()
    {
        Connect("one", subscribe: "$share/group/a/+");
        Connect("two", subscribe: "$share/group/a/+");
        var writer = Connect("writer");
        for (var i = 0; i < 20; i++)
            Publish(writer, "a/1", $"{i}");
        Assert.Equal(20, _heard.Count);
        Assert.Contains(_heard, heard => heard.StartsWith("one", StringComparison.Ordinal));
        Assert.Contains(_heard, heard => heard.StartsWith("two", StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_comes_in_order_after_a_cut_that_nobody_noticed()
    {
        var reader = Connect("reader", subscribe: "a/+");
        var writer = Connect("writer");
        reader.Link.Cut(true, true);
        Publish(writer, "a/1", "first");
        Publish(writer, "a/1", "second");
        Assert.Empty(_heard);
        reader.Link.Mend(true, true);
        Run(5 * Second);
        Assert.Equal(["reader a/1 first", "reader a/1 second"], _heard);
    }

    [Fact]
    public void A_long_cut_ends_the_connection_at_both_ends_and_the_will_is_published()
    {
        var reader = Connect("reader", will: "gone");
        reader.Link.Cut(true, true);
        Run(44 * Second);
        Assert.False(reader.Connection!.Closed.IsCompleted);
        Run(31 * Second);
        Assert.True(reader.Connection.Closed.IsCompleted);
        Assert.Equal("gone", Encoding.UTF8.GetString(_broker.Retained["will/reader"]));
    }

    [Fact]
    public void A_connection_that_is_half_open_is_noticed_only_after_its_keep_alive()
    {
        var writer = Connect("writer");
        Connect("reader", subscribe: "a/+");
        writer.Link.Forget();
        Assert.Null(Publish(writer, "a/1", "into the void"));
        Assert.False(writer.Connection!.Closed.IsCompleted);
        Run(61 * Second);
        Assert.True(writer.Connection.Closed.IsCompleted);
        Assert.Empty(_heard);
    }

    [Fact]
    public void What_the_broker_holds_when_it_restarts_is_gone_though_it_was_acknowledged()
    {
        Connect("reader", subscribe: "a/+");
        var writer = Connect("writer");
        _broker.MostQueueing = 1000 * Second;
        Assert.Equal(MqttReason.Success, Publish(writer, "a/1", "hello", wait: Second));
        _broker.GoDown(keepsRetained: false, silently: false);
        Run(Second);
        _broker.ComeUp();
        Run(1000 * Second);
        Assert.Empty(_heard);
        Assert.True(writer.Connection!.Closed.IsCompleted);
    }

    [Fact]
    public void A_broker_that_is_down_refuses()
    {
        _broker.GoDown(keepsRetained: false, silently: false);
        Assert.Equal("connection refused", Connect("reader").Refusal?.Reason.Name);
    }

    [Fact]
    public void A_client_id_has_one_connection_and_the_newest_is_it()
    {
        var first = Connect("gate");
        var second = Connect("gate");
        Assert.True(first.Connection!.Closed.IsCompleted);
        Assert.False(second.Connection!.Closed.IsCompleted);
    }

    [Fact]
    public void Past_its_expiry_a_message_that_waits_in_the_broker_is_dropped()
    {
        // Half of what waits is taken to be in a socket's buffer, where nothing expires.
        var delivered = 0;
        for (var i = 0; i < 20; i++)
        {
            var reader = Connect($"reader{i}", subscribe: $"{i}/a");
            var writer = Connect($"writer{i}");
            reader.Link.Cut(true, true);
            Publish(writer, $"{i}/a", "late", expiry: TimeSpan.FromSeconds(5));
            Run(10 * Second);
            reader.Link.Mend(true, true);
            Run(Second);
        }

        delivered = _heard.Count;
        Assert.InRange(delivered, 1, 19);
    }

    [Fact]
    public void An_attempt_that_was_given_up_during_a_cut_ends_no_later_connection_and_leaves_no_will()
    {
        var link = new SimulatedLink();
        link.Cut(true, true);
        var early = Connect("gate", will: "gone", link: link);
        Run(20 * Second);
        Assert.NotNull(early.Refusal);

        var late = Connect("gate", will: "gone");
        link.Mend(true, true);
        Run(200 * Second);

        Assert.False(late.Connection!.Closed.IsCompleted);
        Assert.Empty(_broker.Retained);
    }

    private Client Connect(string id, string? subscribe = null, string? will = null, SimulatedLink? link = null)
    {
        link ??= new SimulatedLink();
        var process = new SimulatedProcess(_loop, id, ++_processes);
        var client = new Client(process, link);
        var options = new MqttConnectionOptions
        {
            Host = "broker", ClientId = id,
            Will = will is null ? null : new MqttPublication($"will/{id}", Encoding.UTF8.GetBytes(will)) { Retain = true },
        };
        process.Schedule(_loop.Now, async () =>
        {
            try
            {
                client.Connection = await new SimulatedConnector(process, _broker, link, _watch).ConnectAsync(
                    options,
                    (in MqttMessage message) => _heard.Add($"{id} {Encoding.UTF8.GetString(message.Topic)} {Encoding.UTF8.GetString(message.Payload)}"),
                    CancellationToken.None);
                if (subscribe is not null)
                    await client.Connection.SubscribeAsync(subscribe, MqttQos.AtMostOnce, CancellationToken.None);
            }
            catch (MqttException refusal)
            {
                client.Refusal = refusal;
            }
        });
        Run(Second);
        return client;
    }

    /// <returns>Null while there is no answer.</returns>
    private MqttReason? Publish(Client client, string topic, string text, TimeSpan? expiry = null, long wait = Second)
    {
        Task<MqttReason>? answer = null;
        client.Process.Schedule(_loop.Now, () => answer = client.Connection!.PublishAsync(
            new MqttPublication(topic, Encoding.UTF8.GetBytes(text)) { Expiry = expiry }, CancellationToken.None));
        Run(wait);
        return answer!.IsCompletedSuccessfully ? answer.Result : null;
    }

    private void Run(long microseconds) => _loop.RunUntil(_loop.Now + microseconds);

    private sealed class Client(SimulatedProcess process, SimulatedLink link)
    {
        public SimulatedProcess Process => process;

        public SimulatedLink Link => link;

        public IMqttConnection? Connection { get; set; }

        public MqttException? Refusal { get; set; }
    }
}
