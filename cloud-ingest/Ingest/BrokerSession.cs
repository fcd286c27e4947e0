using Checkpoint.Contract;
using Checkpoint.Mqtt;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Holds the connection to the broker: connects, subscribes, hands messages on, and begins again whenever it ends, for
/// ever, after a pause that doubles and is drawn at random, so that many do not come back at once.
/// </summary>
internal sealed class BrokerSession(
    IngestOptions options,
    MqttConnectionOptions broker,
    IMqttConnector connector,
    BatchReceiver batches,
    HelloDesk hellos,
    ReplySender replies,
    MalformedLog malformed,
    BrokerHealth health,
    IngestMetrics metrics,
    Random random,
    TimeProvider clock) : CloudStage
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>A connection that held this long was a good one: the next pause is short again.</summary>
    private static readonly TimeSpan GoodConnection = TimeSpan.FromSeconds(10);

    private readonly GateNames _names = new();

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks)))
        {
            var started = clock.GetTimestamp();
            await ServeAsync(stoppingToken);
            stoppingToken.ThrowIfCancellationRequested();
            if (clock.GetElapsedTime(started) > GoodConnection)
                pause = FirstPause;
            await Task.Delay(pause * random.NextDouble(), clock, stoppingToken);
        }
    }

    private async Task ServeAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await connector.ConnectAsync(broker, Receive, cancellation);
            try
            {
                replies.Use(connection);
                await SubscribeAsync(connection, TopicLeaf.Hello, cancellation);
                await SubscribeAsync(connection, TopicLeaf.Records, cancellation);
                health.Report(null);
                metrics.Connected();
                health.Report((await connection.Closed.WaitAsync(cancellation)).ToString());
            }
            finally
            {
                replies.Use(null);
            }
        }
        catch (MqttException exception)
        {
            health.Report(exception.Message);
        }
    }

    private async Task SubscribeAsync(IMqttConnection connection, TopicLeaf leaf, CancellationToken cancellation)
    {
        var filter = $"$share/{options.ShareGroup}/{Topics.Filter(leaf)}";
        var reason = await connection.SubscribeAsync(filter, options.SubscribeQos, cancellation);
        if (!reason.IsSuccess)
            throw new MqttException(reason, $"subscribe to {filter}");
    }

    private void Receive(in MqttMessage message)
    {
        switch (Topics.TryParse(message.Topic, out var name, out var leaf) ? leaf : (TopicLeaf?)null)
        {
            case TopicLeaf.Records:
                metrics.Message("records", message.Payload.Length);
                batches.Receive(_names.Find(name), message.Payload);
                break;
            case TopicLeaf.Hello:
                metrics.Message("hello", message.Payload.Length);
                hellos.Receive(_names.Find(name), message.Payload);
                break;
            default:
                metrics.Message("other", message.Payload.Length);
                malformed.NoteTopic();
                break;
        }
    }
}
