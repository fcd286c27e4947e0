using System.Collections.Concurrent;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Work for the writer that nobody waits for. What the disk does not take is kept, and begun again once it has taken something
/// else. For any thread.
/// </summary>
internal sealed class Errands
{
    /// <summary>Beyond it they are forgotten: most are acks, which the next connection brings again.</summary>
    private const int MostKept = 4096;

    private readonly ConcurrentQueue<Func<Task>> _kept = new();

    public void Run(Func<Task> errand) => _ = RunAsync(errand);

    /// <summary>To be called when the disk is known to work.</summary>
    public void RunKept()
    {
        for (var left = _kept.Count; left > 0 && _kept.TryDequeue(out var errand); left--)
            Run(errand);
    }

    private async Task RunAsync(Func<Task> errand)
    {
        try
        {
            await errand();
        }
        catch (OutboxUnavailableException)
        {
            if (_kept.Count < MostKept)
                _kept.Enqueue(errand);
        }
    }
}
