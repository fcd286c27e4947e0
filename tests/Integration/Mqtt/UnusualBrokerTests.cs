using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Integration.Mqtt;

public sealed class UnusualBrokerTests : IDisposable
{
    private readonly LibMosquittoConnector _connector = new();

    public void Dispose() => _connector.Dispose();

    [Fact]
    public async Task Disconnect_by_the_broker_is_reported_by_its_name()
    {
        using var broker = new ScriptedBroker([.. ScriptedBroker.ConnAck, 0xE0, 0x01, 0x8B]);

        await using IMqttConnection connection = await ConnectAsync(broker);

        Assert.Equal("server shutting down (0x8B)", (await connection.Closed.Within("it closes")).ToString());
    }

    [Fact]
    public async Task Refusal_in_connack_is_reported_by_its_name()
    {
        using var broker = new ScriptedBroker(0x20, 0x03, 0x00, 0x97, 0x00);

        var refused = await Assert.ThrowsAsync<MqttException>(() => ConnectAsync(broker));

        Assert.Equal("quota exceeded (0x97)", refused.Reason.ToString());
    }

    [Theory]
    [InlineData(new byte[] { 0xF3, 0x00 })] // AUTH with flags that do not exist
    [InlineData(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })] // a length that never ends
    [InlineData(new byte[] { 0x30, 0x03, 0x00, 0x09, 0x41 })] // a topic longer than its packet
    public async Task Nonsense_from_the_broker_ends_the_connection_and_not_the_process(byte[] nonsense)
    {
        using var broker = new ScriptedBroker([.. ScriptedBroker.ConnAck, .. nonsense]);

        await using IMqttConnection connection = await ConnectAsync(broker);

        MqttReason reason = await connection.Closed.Within("it closes");
        Assert.Equal(MqttReason.Local, reason.Code);
    }

    [Fact]
    public async Task Broker_that_answers_no_ping_is_given_up()
    {
        using var broker = new ScriptedBroker(ScriptedBroker.ConnAck);

        await using IMqttConnection connection = await ConnectAsync(broker);

        MqttReason reason = await connection.Closed.Within("the keep-alive time runs out twice");
        Assert.Equal("no answer to PINGREQ within the keep-alive time", reason.ToString());
    }

    private Task<IMqttConnection> ConnectAsync(ScriptedBroker broker) => _connector.ConnectAsync(
        new MqttConnectionOptions
        {
            Host = "127.0.0.1",
            Port = broker.Port,
            ClientId = "tests",
            KeepAlive = TimeSpan.FromSeconds(5), // the least that libmosquitto takes
        },
        (in MqttMessage _) => { },
        CancellationToken.None);
}
