using System.Collections.Concurrent;
using System.Threading.Channels;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Looks whether the database still has what gates hold as delivered, and tells them what it has lost: a database put back from
/// an older copy is refilled by them, whenever and however it lost it. Apart from the welcome, whose speed sets clocks, and a few
/// gates at a time, so that a fleet that comes back at once costs the database no more than these. Who gets no answer asks again.
/// </summary>
internal sealed class HeldDesk(
    IRecordStore store, ReplySender replies, IngestMetrics metrics, TimeProvider clock, ILogger<HeldDesk> log) : CloudStage
{
    /// <summary>Gates in waiting, each with its newest hello; beyond it one more is turned away.</summary>
    public const int MaxWaiting = 20_000;

    /// <summary>Questions to the database at a time.</summary>
    private const int Clerks = 2;

    /// <summary>Gates whose last question is remembered; beyond it all are forgotten.</summary>
    private const int MaxRemembered = 100_000;

    /// <summary>Of one gate, however often it says hello: what it makes up can cost the database so much and no more.</summary>
    private static readonly TimeSpan LeastBetween = TimeSpan.FromSeconds(5);

    /// <summary>What would be too old by the time it comes is not asked for.</summary>
    private static readonly TimeSpan ReplayTime = TimeSpan.FromHours(1);

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Channel<GateId> _turns =
        Channel.CreateBounded<GateId>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.Wait });

    private readonly ConcurrentDictionary<GateId, GateHello> _waiting = [];

    private readonly ConcurrentDictionary<GateId, long> _asked = [];

    private readonly Lock _logging = new();

    private long? _logged;

    private long _unlogged;

    /// <summary>Gates.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Never waits.</summary>
    public void Ask(GateId gate, GateHello hello)
    {
        if (hello.Held.Count == 0)
            return;
        var hasTurn = false;
        _waiting.AddOrUpdate(
            gate,
            _ =>
            {
                hasTurn = false;
                return hello;
            },
            (_, _) =>
            {
                hasTurn = true;
                return hello;
            });
        if (hasTurn || _turns.Writer.TryWrite(gate))
            return;
        _waiting.TryRemove(gate, out _);
        metrics.Reply("checked", "dropped");
    }

    protected override Task RunAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Clerks).Select(_ => ServeAsync(stoppingToken)));

    private async Task ServeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var gate = await _turns.Reader.ReadAsync(cancellation);
            if (!_waiting.TryRemove(gate, out var hello))
                continue;
            if (!MayAsk(gate))
            {
                metrics.Reply("checked", "too_soon");
                continue;
            }

            try
            {
                await AnswerAsync(gate, hello, cancellation);
            }
            catch (StoreException)
            {
                metrics.Reply("checked", "store_fault");
            }
        }
    }

    private bool MayAsk(GateId gate)
    {
        var now = clock.GetTimestamp();
        if (_asked.TryGetValue(gate, out var before) && clock.GetElapsedTime(before, now) < LeastBetween)
            return false;
        if (_asked.Count >= MaxRemembered)
            _asked.Clear();
        _asked[gate] = now;
        return true;
    }

    private async Task AnswerAsync(GateId gate, GateHello hello, CancellationToken cancellation)
    {
        var lost = new List<LostSeqs>();
        foreach (var held in hello.Held)
        {
            var most = RecordLimits.MaxLostRanges - lost.Sum(entry => entry.Seqs.Count);
            if (most > 0 && await store.MissingAsync(gate, held, most, cancellation) is { Count: > 0 } missing)
                lost.Add(new LostSeqs(held.Stream, missing));
        }

        var keepsSince = lost.Count > 0 ? await KeepsSinceAsync(cancellation) : 0;
        replies.Send(gate, new Checked(hello.Nonce, lost, keepsSince));
        if (lost.Count > 0)
            Note(gate, lost.Sum(entry => SeqRanges.Count(entry.Seqs)));
    }

    private async Task<long> KeepsSinceAsync(CancellationToken cancellation)
    {
        var retention = await store.RetentionAsync(cancellation);
        return retention is { } age ? Math.Max(0, RecordTime.At(clock.GetUtcNow() - age + ReplayTime, TimeSpan.Zero).Microseconds) : 0;
    }

    private void Note(GateId gate, long records)
    {
        metrics.Lost(records);
        lock (_logging)
        {
            _unlogged += records;
            if (_logged is { } at && clock.GetElapsedTime(at) < Quiet)
                return;
            log.LogWarning(
                "Store does not have what it had: {Records} records, last of gate {Gate}; gates send theirs again", _unlogged, gate);
            (_logged, _unlogged) = (clock.GetTimestamp(), 0);
        }
    }
}
