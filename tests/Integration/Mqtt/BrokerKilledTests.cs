using Checkpoint.Contract;
using Checkpoint.Mqtt;
using static Checkpoint.Tests.Integration.Mqtt.BrokerFixture;

namespace Checkpoint.Tests.Integration.Mqtt;

/// <summary>A broker of its own, as it is killed.</summary>
public sealed class BrokerKilledTests : IAsyncLifetime
{
    private readonly BrokerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Killing_the_broker_ends_connections_by_name_and_faults_what_was_pending()
    {
        await using IMqttConnection gate = await _fixture.ConnectAsync(_fixture.OptionsOf(North));
        // Stopped, it answers nothing more, so that all of these are pending when it is killed.
        Signals.Stop(_fixture.Broker.ProcessId);
        Task<MqttReason>[] pending =
        [
            .. Enumerable.Range(0, 100).Select(i => gate.PublishAsync(
                new MqttPublication(Topics.Of(North, TopicLeaf.Records), new byte[100]), CancellationToken.None)),
            gate.SubscribeAsync(Topics.Of(North, TopicLeaf.Replies), MqttQos.AtLeastOnce, CancellationToken.None),
        ];

        await _fixture.Broker.KillAsync();

        Assert.Equal("connection lost", (await gate.Closed.Within("the connection ends")).ToString());
        foreach (Task<MqttReason> task in pending)
        {
            var failed = await Assert.ThrowsAsync<MqttException>(() => task);
            Assert.EndsWith("connection lost", failed.Message, StringComparison.Ordinal);
        }
        await Assert.ThrowsAsync<MqttException>(() => gate.PublishAsync(
            new MqttPublication(Topics.Of(North, TopicLeaf.Records), new byte[1]), CancellationToken.None));
    }

    [Fact]
    public async Task Waiting_for_an_answer_can_be_cancelled()
    {
        await using IMqttConnection gate = await _fixture.ConnectAsync(_fixture.OptionsOf(North));
        Signals.Stop(_fixture.Broker.ProcessId);
        using var cancellation = new CancellationTokenSource();
        Task<MqttReason> pending = gate.PublishAsync(
            new MqttPublication(Topics.Of(North, TopicLeaf.Records), new byte[1]), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        Signals.Continue(_fixture.Broker.ProcessId);
        Assert.True((await gate.PublishAsync(
            new MqttPublication(Topics.Of(North, TopicLeaf.Hello), new byte[1]), CancellationToken.None)).IsSuccess);
    }

    [Fact]
    public async Task Broker_killed_and_started_again_serves_the_same_clients_on_the_same_port()
    {
        int port = _fixture.Broker.Port;

        await _fixture.Broker.KillAsync();
        await _fixture.Broker.StartAsync();

        Assert.Equal(port, _fixture.Broker.Port);
        await using IMqttConnection gate = await _fixture.ConnectAsync(_fixture.OptionsOf(North));
        Assert.False(gate.Closed.IsCompleted);
    }

    [Fact]
    public async Task Disposing_the_connector_ends_its_connections_and_what_comes_after()
    {
        IMqttConnection gate = await _fixture.ConnectAsync(_fixture.OptionsOf(North));
        var other = new LibMosquittoConnector();
        IMqttConnection connection = await other.ConnectAsync(
            _fixture.OptionsOf(South), (in MqttMessage _) => { }, CancellationToken.None);

        other.Dispose();

        Assert.True(connection.Closed.IsCompleted);
        await connection.DisposeAsync();
        var failed = await Assert.ThrowsAsync<MqttException>(() => connection.SubscribeAsync(
            Topics.Of(South, TopicLeaf.Replies), MqttQos.AtLeastOnce, CancellationToken.None));
        Assert.EndsWith("the client was shut down", failed.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MqttException>(() => other.ConnectAsync(
            _fixture.OptionsOf(South), (in MqttMessage _) => { }, CancellationToken.None));
        Assert.False(gate.Closed.IsCompleted);
        await gate.DisposeAsync();
    }
}
