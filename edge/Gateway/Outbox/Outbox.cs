using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Health;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// The gate's durable buffer, an SQLite database. A record is in it from the moment its append completes until the cloud's
/// database has it (and some days longer), or until it is dropped for want of space and listed as such.
/// </summary>
public sealed class Outbox : IRecordSink, IOutboxReader, ITimeStore, ISummaryBook, IOutboxGauge, IDisposable
{
    private readonly OutboxFile _file;
    private readonly OutboxStore _store;
    private readonly JobQueue _queue;
    private readonly OutboxWriter _writer;
    private readonly string _board;
    private readonly IBoardClock _clock;
    private readonly bool _isDriven;
    private readonly AcksAhead _acks = new();
    private readonly Errands _errands = new();
    private readonly ReplayBrake _brake = new();
    private readonly ReaderKeeper _reader;
    private readonly UnprovenSeqs _unproven = new();
    private volatile OutboxSnapshot _snapshot;

    /// <summary>The newest that was told; an older one that the disk did not take is of no use any more.</summary>
    private BootOffset? _learned;

    private Outbox(OutboxFile file, OutboxStore store, OutboxOptions options, string board, IBoardClock clock, Action<bool>? workWaits)
    {
        _board = board;
        _isDriven = workWaits is not null;
        _file = file;
        _store = store;
        _clock = clock;
        _snapshot = OutboxSnapshot.Of(store);
        _reader = new ReaderKeeper(file, Damaged);
        _queue = new JobQueue(options.MaxWaitingJobs, options.SettleLinger, workWaits);
        _writer = new OutboxWriter(store, _queue, Committed, _isDriven);
        KeepStamping();
    }

    public event Action<OutboxChange>? Readable;

    public OutboxHead Head => _snapshot.Current.Head;

    /// <summary>How many records the database does not have yet.</summary>
    public long Depth
    {
        get
        {
            long depth = 0;
            _acks.Look(ahead => depth = Math.Max(0, _snapshot.Depth - ahead));
            return depth;
        }
    }

    public long Rejected => _snapshot.Rejected;

    public long Shed => _snapshot.Shed;

    /// <summary>Fevers and alarms are being dropped, or nothing can be stored at all: the gate is to show a fault.</summary>
    public bool IsOverfull => _snapshot.IsOverfull;

    /// <summary>
    /// Opens the outbox in a folder or makes one there. A damaged one is set aside under a new name, a card from another
    /// board begins a new stream.
    /// </summary>
    /// <param name="board">This board's serial number.</param>
    /// <exception cref="IOException">The folder can't be written, or another gateway has it.</exception>
    public static Outbox Open(OutboxOptions options, string board, GateZone zone, IBoardClock clock) =>
        Open(options, board, zone, clock, OutboxPlatform.Board);

    internal static Outbox Open(OutboxOptions options, string board, GateZone zone, IBoardClock clock, OutboxPlatform platform)
    {
        var file = new OutboxFile(options, platform.Folder);
        try
        {
            file.Claim();
            var store = new OutboxStore(file, options, zone, clock, board, platform.NewStream);
            return new Outbox(file, store, options, board, clock, platform.WorkWaits);
        }
        catch (SqliteException fault)
        {
            file.Dispose();
            throw new IOException($"outbox in {options.Folder}: {fault.Message}", fault);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <remarks>Once it is with the writer an append can't be called back: cancellation counts only before.</remarks>
    public async Task<IReadOnlyList<long>> AppendAsync(IReadOnlyList<MadeRecord> records, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var made in records)
        {
            if (RecordRules.CheckContent(made.Record) is { } fault)
                throw new ArgumentException($"{made.Record.GetType().Name}: {fault}", nameof(records));
        }

        if (records.Count == 0)
            return [];
        var seqs = await Post(transaction => transaction.Append(records), mayLinger: false);
        _errands.RunKept();
        return seqs;
    }

    public PendingRecords Read(OutboxPosition after, bool urgentOnly, int maxRecords, int maxBytes)
    {
        var acks = _acks.Now();
        foreach (var stream in _snapshot.Streams)
        {
            var from = after.StreamPlace == stream.Place ? after.Seq : 0;
            if (stream.Place < after.StreamPlace || from >= stream.MadeThrough)
                continue;
            var records = Reading(reader => reader.Read(stream.Place, Open(stream, from, acks), urgentOnly, maxRecords, maxBytes)) ?? [];
            if (records.Count > 0)
                return new PendingRecords(stream.Stream, stream.Place, stream.MadeThrough, records);
        }

        return PendingRecords.None;
    }

    /// <remarks>
    /// Counts at once, and is written with the next commit that is made anyhow, or when <see cref="OutboxOptions.SettleLinger"/>
    /// is over. A refusal is listed in a record, and does not wait.
    /// </remarks>
    public void Settle(StreamId stream, IReadOnlyList<SeqRange> stored, IReadOnlyList<RejectedRange> rejected)
    {
        var ack = _acks.Add(stream, [.. stored, .. rejected.Select(range => range.Seqs)]);
        _errands.Run(() => Post(
            transaction =>
            {
                transaction.Settle(stream, stored, rejected);
                ack.Done();
                return true;
            },
            mayLinger: rejected.Count == 0 && _acks.HasRoom));
    }

    public async Task<bool> WelcomeAsync(StreamId stream, long highestSeq, FoundRecord? found, CancellationToken cancellation) =>
        await Post(transaction => StreamKeeper.Welcome(transaction, _board, stream, highestSeq, found), mayLinger: false).WaitAsync(cancellation);

    public long AskedSeq() => _unproven.Of(_snapshot.Current, seqs => Reading<long?>(reader => reader.Newest(seqs, _clock.Now.BootId)));

    public async Task<long> ReplayAsync(StreamId stream, long highestSeq, CancellationToken cancellation)
    {
        var current = _snapshot.Current;
        if (current.Stream != stream || !current.Settled.HasDeliveredAfter(highestSeq))
            return 0;
        return await Post(transaction => StreamKeeper.Replay(transaction, stream, highestSeq), mayLinger: false)
            .WaitAsync(cancellation);
    }

    public async Task<long> ReplayAsync(
        IReadOnlyList<LostSeqs> lost, long keepsSinceMicroseconds, CancellationToken cancellation) => await Post(
            transaction => StreamKeeper.Replay(transaction, lost, keepsSinceMicroseconds, _brake), mayLinger: false).WaitAsync(cancellation);

    public long SinceMicroseconds() => SinceMicroseconds(_snapshot.Current, [new SeqRange(1, _snapshot.Current.MadeThrough)]);

    public HeldPart Held(OutboxPosition after) => HeldPart.Of(_snapshot.Streams, after, SinceMicroseconds);

    /// <remarks>Known of the newest boot alone, which is this one once it has made a record.</remarks>
    public BootOffset? OffsetOf(Guid bootId) => _snapshot.Offset is { } offset && offset.BootId == bootId ? offset : null;

    public void Learn(BootOffset offset)
    {
        _learned = offset;
        _errands.Run(() => _learned != offset ? Task.CompletedTask : Post(
            transaction =>
            {
                transaction.Learn(offset);
                return true;
            },
            mayLinger: true));
        KeepStamping();
    }

    public Task AddServiceAsync(BoardInstant from, BoardInstant to, bool additionsToo) => Post(
        transaction =>
        {
            if (from.BootId == to.BootId && from.BoottimeMicroseconds < to.BoottimeMicroseconds)
                transaction.AddService(from, to);
            transaction.CloseTallies(additionsToo);
            return true;
        },
        mayLinger: true);

    /// <summary>Age of the oldest pending record; zero if there is none.</summary>
    public TimeSpan OldestAge()
    {
        if (Oldest() is not { } oldest)
        {
            if (Depth > 0)
                RequirePending();
            return TimeSpan.Zero;
        }

        var now = _clock.Now;
        if (oldest.BootId == now.BootId)
            return TimeSpan.FromMicroseconds(now.BoottimeMicroseconds - oldest.BoottimeMicroseconds);

        // Made in an earlier boot: at least as old as this one, and more than that if both times are known.
        var wall = OffsetOf(now.BootId)?.TimeAt(now.BoottimeMicroseconds).Microseconds;
        return TimeSpan.FromMicroseconds(Math.Max(now.BoottimeMicroseconds, wall - oldest.TimeMicroseconds ?? 0));
    }

    /// <summary>Commits what waits now, on this thread; only where <see cref="OutboxPlatform.WorkWaits"/> asks for it.</summary>
    /// <returns>False if nothing waited.</returns>
    internal bool Turn() => _writer.Turn();

    /// <summary>
    /// Closes a driven outbox as a power cut does: what waits is neither done nor answered. Its disk has lost power before, or
    /// SQLite would tidy up.
    /// </summary>
    internal void Abandon()
    {
        _queue.TakeWaiting();
        Dispose();
    }

    /// <summary>Finishes what waits, then closes.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _store.Dispose();
        _file.Dispose();
    }

    private static IEnumerable<SeqRange> Open(StreamView stream, long after, IReadOnlyList<AcksAhead.Ack> acks) =>
        AcksAhead.Without(acks, stream.Stream, stream.Settled.Open(new SeqRange(after + 1, stream.MadeThrough)));

    private (long? TimeMicroseconds, Guid BootId, long BoottimeMicroseconds)? Oldest()
    {
        var acks = _acks.Now();
        return _snapshot.Streams
            .Select(stream => Reading(reader => reader.Oldest(stream.Place, Open(stream, 0, acks))))
            .FirstOrDefault(oldest => oldest is not null);
    }

    private long SinceMicroseconds(StreamView stream, IReadOnlyList<SeqRange> seqs) =>
        Reading(reader => reader.Oldest(stream.Place, seqs))?.TimeMicroseconds ?? 0;

    private Task<T> Post<T>(Func<OutboxTransaction, T> work, bool mayLinger)
    {
        var job = new OutboxJob<T>(work, mayLinger, _isDriven ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(job);
        return job.Done;
    }

    private void RequirePending() => _errands.Run(() => Post(
        transaction =>
        {
            transaction.Book.RequirePending(transaction.Records);
            return true;
        },
        mayLinger: true));

    /// <summary>Stamps what waits for a time that is known, a chunk at a time, so that appends get in between.</summary>
    private void KeepStamping() => _errands.Run(async () =>
    {
        while (await Post(transaction => transaction.Stamp(), mayLinger: false))
        {
        }
    });

    private void Committed(OutboxChange? change)
    {
        var stream = _snapshot.Current.Stream;
        _acks.TakeDone(() => _snapshot = OutboxSnapshot.Of(_store));

        // A file that took over from one set aside may have got records from it that wait for their time.
        if (_snapshot.Current.Stream != stream)
            KeepStamping();
        if (change is { } readable)
            Readable?.Invoke(readable);
    }

    private T? Reading<T>(Func<PendingReader, T> read) => _reader.Read(_snapshot.Generation, read);

    private void Damaged(int generation, Exception fault)
    {
        _store.Report(generation, fault);
        _errands.Run(() => Post(_ => true, mayLinger: false));
    }
}
