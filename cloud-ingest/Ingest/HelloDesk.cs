using System.Threading.Channels;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Answers hellos. What the database has of the stream is part of a welcome, so without the database there is none, and
/// the gate asks again; but it is told the time, or its clock would drift for as long as the database is away.
/// </summary>
internal sealed class HelloDesk(
    IRecordStore store,
    SeenSeqs seen,
    HeldDesk held,
    RegistryWatch registry,
    WaitingGates waiting,
    GateWatch watch,
    ReplySender replies,
    IngestMetrics metrics,
    MalformedLog malformed,
    TimeProvider clock) : CloudStage
{
    /// <summary>Hellos in waiting; beyond it the newest is dropped. A gate would not take an answer after 5 s anyhow.</summary>
    public const int MaxWaiting = 5_000;

    /// <summary>Questions to the database at a time.</summary>
    private const int Clerks = 4;

    private readonly Channel<(GateId Gate, GateHello Hello)> _hellos =
        Channel.CreateBounded<(GateId, GateHello)>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.Wait });

    public int Waiting => _hellos.Reader.Count;

    private long Now => RecordTime.At(clock.GetUtcNow(), TimeSpan.Zero).Microseconds;

    /// <summary>Never waits.</summary>
    public void Receive(GateId gate, ReadOnlySpan<byte> payload)
    {
        if (!HelloCodec.TryDecode(payload, out var hello, out var fault))
            malformed.Note(gate, fault);
        else if (!_hellos.Writer.TryWrite((gate, hello)))
            metrics.Reply("welcome", "dropped");
    }

    protected override Task RunAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Clerks).Select(_ => ServeAsync(stoppingToken)));

    private async Task ServeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var (gate, hello) = await _hellos.Reader.ReadAsync(cancellation);
            try
            {
                await AnswerAsync(gate, hello, cancellation);
            }
            catch (StoreException)
            {
                metrics.Reply("welcome", "store_fault");
                replies.Send(gate, new ToldTime(hello.Nonce, Now));
            }
        }
    }

    private async Task AnswerAsync(GateId gate, GateHello hello, CancellationToken cancellation)
    {
        var known = registry.Current.Gates.ContainsKey(gate);
        if (known)
            watch.Saw(gate, hello.Stream, hello.MadeThrough, hello.Software);
        else
            waiting.Saw(gate, clock.GetUtcNow(), hello.Software, hello.Board);
        var highest = known ? await seen.HighestAsync(gate, hello.Stream, hello.SinceMicroseconds, cancellation) : 0;
        var found = known && hello.AskedSeq > 0 ? await store.NewestAsync(gate, hello.Stream, hello.AskedSeq, cancellation) : null;
        replies.Send(gate, new Welcome(hello.Nonce, Now, highest, known, ChecksHeld: true)
        {
            Found = found is null ? null : new FoundRecord(found.Seq, found.Time.Microseconds),
        });
        if (known)
            held.Ask(gate, hello);
    }
}
