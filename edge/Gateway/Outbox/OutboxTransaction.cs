using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// What may be done in one transaction: everything that must become durable together goes through here. The book is
/// changed as it goes; after a failure both are thrown away.
/// </summary>
internal sealed class OutboxTransaction(
    OutboxBook book, RecordTable records, LedgerTables ledger, GateZone zone, Func<StreamId> newStream, BoardInstant now)
{
    private const int StampChunk = 1000;

    private TallyBook? _tallies;

    /// <summary>What readers get to see by it, once committed.</summary>
    public OutboxChange? Change { get; private set; }

    /// <summary>Records that waited for their time have got it.</summary>
    public bool HasStamped { get; private set; }

    public OutboxBook Book => book;

    public RecordTable Records => records;

    public LedgerTables Ledger => ledger;

    /// <summary>The moment of the transaction; records made by the outbox itself carry it.</summary>
    public BoardInstant Now => now;

    public Func<StreamId> NewStream => newStream;

    /// <summary>Null while this boot does not know the time.</summary>
    public RecordTime? WallTime => Boot(now.BootId).Offset?.TimeAt(now.BoottimeMicroseconds);

    private TallyBook Tallies => _tallies ??= new TallyBook(zone, ledger.FindTally);

    public long[] Append(IReadOnlyList<MadeRecord> made)
    {
        var seqs = new long[made.Count];
        for (var i = 0; i < made.Count; i++)
            seqs[i] = Append(made[i].Record, made[i].Made);
        return seqs;
    }

    /// <summary>A record of the outbox's own.</summary>
    public void Append(GateRecord record) => Append(record, now);

    public long Append(GateRecord record, BoardInstant made)
    {
        var boot = Boot(made.BootId);
        var time = boot.Offset?.TimeAt(made.BoottimeMicroseconds) ?? RecordTime.Unknown;
        var seq = Insert(record, boot.Place, made.BoottimeMicroseconds, time);
        if (time.IsKnown)
            Tallies.Count(record with { Time = time });
        return seq;
    }

    /// <summary>Gives a record the next seq, without counting it.</summary>
    public long Insert(GateRecord record, int boot, long boottimeMicroseconds, RecordTime time)
    {
        var stream = book.Current;
        records.Insert(stream.Place, stream.MadeThrough + 1, boot, boottimeMicroseconds, time, record);
        stream.MadeThrough++;
        book.Depth++;
        if (time.IsKnown)
            Note(stream.Position, KeepClasses.Of(record) == KeepClass.Urgent);
        return stream.MadeThrough;
    }

    /// <summary>Notes what became of records that were sent.</summary>
    public void Settle(StreamId stream, IReadOnlyList<SeqRange> stored, IReadOnlyList<RejectedRange> rejected)
    {
        if (book.FindStream(stream) is not { } entry)
            return;
        var nowSeconds = WallTime?.Microseconds / 1_000_000;
        foreach (var range in stored)
            book.Depth -= records.Settle(entry.Place, range, OutboxSchema.Delivered, nowSeconds, null);
        foreach (var reason in rejected.GroupBy(range => range.Reason, range => range.Seqs))
        {
            var refused = Refuse(entry.Place, reason, reason.Key, nowSeconds);
            book.Depth -= refused.Count;
            AppendList(GateEventType.Rejected, reason.Key, stream, refused);
        }
    }

    private List<long> Refuse(int stream, IEnumerable<SeqRange> ranges, string reason, long? nowSeconds)
    {
        var refused = new List<long>();
        foreach (var range in ranges)
        {
            for (var seq = range.First; seq <= range.Last; seq++)
            {
                if (records.Settle(stream, new SeqRange(seq, seq), OutboxSchema.Rejected, nowSeconds, reason) == 1)
                    refused.Add(seq);
            }
        }

        return refused;
    }

    /// <summary>Appends events that list these seqs; none for none.</summary>
    public void AppendList(GateEventType type, string reason, StreamId stream, IReadOnlyList<long> seqs)
    {
        foreach (var detail in SeqList.Details(reason, stream, seqs))
            Append(new GateEvent { Type = type, Detail = detail });
    }

    /// <summary>Takes on what was learned of this boot's time, and places the boots before it that never learned it.</summary>
    public void Learn(BootOffset offset)
    {
        var boot = Boot(offset.BootId);
        if (boot.Offset is { } known && offset.Contradicts(known, offset.LearnedMicroseconds))
            Append(Stepped(offset, known));
        Save(boot, offset);
        foreach (var placed in BootPlacement.Place([.. book.Boots.Select(entry => entry.Span)]))
            Save(book.FindBoot(placed.BootId)!, placed);
    }

    /// <summary>Works out the time of some records that wait for it.</summary>
    /// <returns>True if there may be more.</returns>
    public bool Stamp()
    {
        var boot = book.Boots.FirstOrDefault(entry => entry is { Offset: not null, IsStamped: false });
        if (boot is null)
            return false;
        var rows = records.Unstamped(boot.Place, StampChunk);
        foreach (var row in rows)
            Stamp(row, boot.Offset!.Value.TimeAt(row.BoottimeMicroseconds));
        CountKeptService(boot);
        boot.IsStamped = rows.Count < StampChunk;
        return true;
    }

    /// <summary>Counts a time in which the gate was able to screen.</summary>
    public void AddService(BoardInstant from, BoardInstant to)
    {
        var boot = Boot(to.BootId);
        if (boot.Offset is { } offset)
        {
            Tallies.CountService(
                offset.TimeAt(from.BoottimeMicroseconds).Microseconds, offset.TimeAt(to.BoottimeMicroseconds).Microseconds);
        }
        else
        {
            ledger.KeepService(boot.Place, from.BoottimeMicroseconds, to.BoottimeMicroseconds);
        }
    }

    /// <summary>
    /// Makes records of the tallies whose hour or day is over and, if asked, of all that have something to add. The
    /// present hour and day are opened, so that they will close even if nobody comes.
    /// </summary>
    public void CloseTallies(bool additionsToo)
    {
        if (WallTime is not { } wall)
            return;
        SaveTallies();
        foreach (var tally in ledger.Tallies())
        {
            if (!Tallies.IsOver(tally, wall.Microseconds) && !(additionsToo && tally.HasCounts))
                continue;
            ledger.Close(tally);
            Append(tally.ToRecord());
        }

        _tallies = null;
        Tallies.OpenAt(wall.Microseconds);
    }

    /// <summary>Writes what was counted; to be called last.</summary>
    public void SaveTallies()
    {
        foreach (var tally in _tallies?.Touched ?? [])
            ledger.Save(tally);
    }

    private void Stamp(StoredRow row, RecordTime time)
    {
        HasStamped = true;
        records.Stamp(row.Position, time);
        Tallies.Count(row.Record with { Time = time });
        Note(row.Position, KeepClasses.Of(row.Record) == KeepClass.Urgent);
    }

    private void CountKeptService(BootEntry boot)
    {
        foreach (var (from, to) in ledger.TakeService(boot.Place))
        {
            Tallies.CountService(
                boot.Offset!.Value.TimeAt(from).Microseconds, boot.Offset.Value.TimeAt(to).Microseconds);
        }
    }

    private void Save(BootEntry boot, BootOffset offset)
    {
        boot.Offset = offset;
        ledger.Save(boot);
    }

    /// <summary>The boot's entry; a new one closes the one before with its durable uptime.</summary>
    private BootEntry Boot(Guid bootId)
    {
        if (book.FindBoot(bootId) is { } known)
            return known;
        if (book.Boots.Count > 0 && records.Last() is { } last && last.Boot == book.Boots[^1].Place)
        {
            book.Boots[^1].UptimeMicroseconds = last.BoottimeMicroseconds;
            ledger.Save(book.Boots[^1]);
        }

        var boot = new BootEntry { Place = book.Boots.Count + 1, BootId = bootId };
        book.Add(boot);
        ledger.Save(boot);
        return boot;
    }

    private void Note(OutboxPosition position, bool urgent) => Change = Change is { } change
        ? new OutboxChange(OutboxPosition.Min(change.From, position), change.Urgent || urgent)
        : new OutboxChange(position, urgent);

    private static GateEvent Stepped(BootOffset now, BootOffset before) => new()
    {
        Type = GateEventType.ClockStepped,
        Detail = $"by {(now.OffsetMicroseconds - before.OffsetMicroseconds) / 1000} ms, "
            + $"{WireName.Of(before.Quality)} to {WireName.Of(now.Quality)}",
    };
}
