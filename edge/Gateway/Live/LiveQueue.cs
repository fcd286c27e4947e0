using System.Threading.Channels;

namespace Checkpoint.Gateway.Live;

/// <summary>What waits for one watcher. When it is full, lines are lost and counted; the lane never waits.</summary>
internal sealed class LiveQueue
{
    /// <summary>Half a minute of a lane in which people are measured without pause.</summary>
    public const int Capacity = 512;

    private readonly Channel<LiveLine> _lines = Channel.CreateBounded<LiveLine>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long _lost;

    public void Offer(LiveLine line)
    {
        if (!_lines.Writer.TryWrite(line))
            Interlocked.Increment(ref _lost);
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _lines.Reader.WaitToReadAsync(cancellation);

    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LiveLine? line) => _lines.Reader.TryRead(out line);

    /// <summary>Lost since this was last asked.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);
}
