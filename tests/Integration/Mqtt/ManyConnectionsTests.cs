using System.Diagnostics;
using Checkpoint.Contract;
using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Integration.Mqtt;

[Collection(nameof(Alone))]
public sealed class ManyConnectionsTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private const int Connections = 500;

    /// <summary>The runtime's thread pool may grow by a few at any time, whatever runs.</summary>
    private const int PoolThreads = 10;

    [Fact]
    public async Task Five_hundred_connections_publish_on_the_one_network_thread()
    {
        GateId[] gates = [.. Enumerable.Range(0, Connections).Select(i => GateId.Parse($"gate-{i:000}"))];
        await fixture.ProvisionAsync(gates);
        var received = new ReceivedMessages();
        await using IMqttConnection cloud = await fixture.ConnectAsync(fixture.OptionsOfCloud("many"), received.Add);
        await cloud.SubscribeAsync(Topics.Filter(TopicLeaf.Records), MqttQos.AtLeastOnce, CancellationToken.None);
        int threadsBefore = CountThreads();

        IMqttConnection[] connections =
            await Task.WhenAll(gates.Select(gate => fixture.ConnectAsync(fixture.OptionsOf(gate))));
        MqttReason[] reasons = await Task.WhenAll(gates.Select((gate, i) => connections[i].PublishAsync(
            new MqttPublication(Topics.Of(gate, TopicLeaf.Records), new byte[64]), CancellationToken.None)));

        Assert.All(reasons, reason => Assert.Equal(MqttReason.Success, reason));
        await Deadline.Until(() => received.Count == Connections, "all messages arrive");
        Assert.Equal(Connections, received.All.Select(message => message.Topic).Distinct().Count());
        Assert.InRange(CountThreads(), 0, threadsBefore + PoolThreads);
        await Task.WhenAll(connections.Select(connection => connection.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Connections_that_came_and_went_leave_no_descriptor_behind()
    {
        await ComeAndGoAsync(); // whatever is opened once, is open now
        int before = CountDescriptors();

        for (int round = 0; round < 20; round++)
            await ComeAndGoAsync();

        await Deadline.Until(() => CountDescriptors() <= before + 2, "all descriptors are closed");
    }

    private async Task ComeAndGoAsync()
    {
        MqttConnectionOptions good = fixture.OptionsOf(BrokerFixture.North);
        await (await fixture.ConnectAsync(good)).DisposeAsync();
        await Assert.ThrowsAsync<MqttException>(() => fixture.ConnectAsync(good with { Password = "wrong" }));
        await Assert.ThrowsAsync<MqttException>(
            () => fixture.ConnectAsync(good with { Port = DeviceSim.Scenarios.LoopbackPort.Pick() }));
    }

    private static int CountDescriptors() => Directory.GetFiles("/proc/self/fd").Length;

    private static int CountThreads()
    {
        using var self = Process.GetCurrentProcess();
        return self.Threads.Count;
    }
}
