namespace Checkpoint.Benchmarks.Wire;

/// <summary>Measures a client's connection while single readings pass over it, a few hundred ms apart.</summary>
internal sealed class LiveMeter(int brokerPort, string clientId, int readings)
{
    /// <summary>Far enough apart that each is alone: delayed acknowledgements (40 ms) are over by then.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(250);

    /// <summary>Topic aliases are agreed on, and TCP is past its first quick acknowledgements.</summary>
    private const int WarmUpReadings = 16;

    /// <param name="connect">Connects the client; its CONNECT must be seen.</param>
    /// <param name="passOne">Sends one reading and completes when its ack has come.</param>
    public async Task<LiveTraffic> MeasureAsync(
        Func<Task> connect, Func<Task> passOne, CancellationToken cancellation)
    {
        using var capture = new LoopbackCapture(brokerPort);
        await connect();
        await PassAsync(WarmUpReadings, passOne, cancellation);
        var before = capture.Segments.Count;
        await PassAsync(readings, passOne, cancellation);
        var all = capture.Segments;
        var conversation = Conversation.Of(clientId, brokerPort, all);
        var counted = all.Skip(before).Where(conversation.Segments.Contains).ToList();
        return new LiveTraffic(conversation, counted, readings);
    }

    private static async Task PassAsync(int count, Func<Task> passOne, CancellationToken cancellation)
    {
        for (var i = 0; i < count; i++)
        {
            await passOne();
            await Task.Delay(Gap, cancellation);
        }
    }
}
