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
/// <param name="tallies">What was counted, here and in transactions before, since it was last written.</param>
/// <param name="opened">The stream that this program's first record went to; null before.</param>
internal sealed class OutboxTransaction(
    OutboxBook book, RecordTable records, LedgerTables ledger, TallyBook tallies, Func<StreamId> newStream, BoardInstant now, StreamId? opened)
{
    private const int StampChunk = 1000;
    private const long SecondsPerHour = 3600;
    private const long MicrosecondsPerHour = SecondsPerHour * 1_000_000;

    private bool _savesTallies;

    /// <summary>What readers get to see by it, once committed.</summary>
    public OutboxChange? Change { get; private set; }

    /// <summary>Records that waited for their time have got it.</summary>
    public bool HasStamped { get; private set; }

    /// <summary>Records dropped in it that the cloud had not answered for.</summary>
    public long Shed { get; set; }

    public OutboxBook Book => book;

    public RecordTable Records => records;

    public LedgerTables Ledger => ledger;

    /// <summary>Counts that no record has told.</summary>
    public OpenTallies Open { get; } = new(book, ledger, tallies);

    /// <summary>The moment of the transaction; records made by the outbox itself carry it.</summary>
    public BoardInstant Now => now;

    public Func<StreamId> NewStream => newStream;

    /// <summary>Null while this boot does not know the time.</summary>
    public RecordTime? WallTime => Boot(now.BootId).Offset?.TimeAt(now.BoottimeMicroseconds);

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
        var time = DistinctTime.Of(boot.Offset?.TimeAt(made.BoottimeMicroseconds) ?? RecordTime.Unknown, book.Current.MadeThrough + 1);
        var seq = Insert(RecordReferences.Follow(record, Earlier), boot.Place, made.BoottimeMicroseconds, time);
        if (time.IsKnown)
            tallies.Count(record with { Time = time });
        return seq;
    }

    /// <summary>
    /// Whoever refers to a screening knows the seq that it was given, and not that a stream has begun since: in the new one the seq
    /// is still to come, or somebody else's.
    /// </summary>
    private long? Earlier(long seq) => seq <= book.Current.MadeThrough
        && (book.Current.Stream == opened || records.IsScreeningOrGone(new OutboxPosition(book.Current.Place, seq))) ? seq : null;

    /// <summary>Place of the boot that runs now.</summary>
    public int OwnBoot => Boot(now.BootId).Place;

    /// <summary>Counts a record whose time is known.</summary>
    public void Count(GateRecord record)
    {
        NeedTallies();
        tallies.Count(record);
    }

    /// <summary>A boot that another file knew; before this file knows any boot of its own.</summary>
    /// <returns>Its place here.</returns>
    public int Adopt(BootEntry boot)
    {
        var adopted = new BootEntry
        {
            Place = book.Boots.Count + 1, BootId = boot.BootId, UptimeMicroseconds = boot.UptimeMicroseconds, Offset = boot.Offset,
        };
        book.Add(adopted);
        ledger.Save(adopted);
        return adopted.Place;
    }

    public void Add(StreamEntry stream)
    {
        ledger.Add(stream);
        ledger.Save(stream);
        book.Add(stream);
    }

    /// <summary>Gives a record the next seq, without counting it.</summary>
    public long Insert(GateRecord record, int boot, long boottimeMicroseconds, RecordTime time)
    {
        var stream = book.Current;
        records.Insert(new OutboxPosition(stream.Place, stream.MadeThrough + 1), boot, boottimeMicroseconds, time, record);
        stream.MadeThrough++;
        if (time.IsKnown)
            Note(stream.Position, KeepClasses.Of(record) == KeepClass.Urgent);
        return stream.MadeThrough;
    }

    /// <summary>
    /// Gives a record that an earlier stream had, and never sent, the next seq of this one. A day's record is left behind, and
    /// told anew at the next closing: it tells of hours that may have been sent in the earlier stream.
    /// </summary>
    /// <returns>The seq; null for what is left behind.</returns>
    public long? Rehome(GateRecord record, int boot, long boottimeMicroseconds, RecordTime time)
    {
        if (record is Summary { Span: SummarySpan.Day })
            return null;
        if (record is Summary hour)
            tallies.CountInDay(hour);
        return Insert(record, boot, boottimeMicroseconds, time);
    }

    /// <summary>Notes what became of records that were sent.</summary>
    public void Settle(StreamId stream, IReadOnlyList<SeqRange> stored, IReadOnlyList<RejectedRange> rejected)
    {
        if (book.FindStream(stream) is not { } entry)
            return;
        foreach (var range in stored)
            Settle(entry, range, SettledState.Delivered, null);
        foreach (var reason in rejected.GroupBy(range => range.Reason, range => range.Seqs))
        {
            var refused = SeqRangeSet.Of(reason.SelectMany(range => Settle(entry, range, SettledState.Rejected, reason.Key)));
            AppendList(GateEventType.Rejected, reason.Key, stream, refused.Ranges);
        }
    }

    /// <returns>Those of the range that were not settled before.</returns>
    private List<SeqRange> Settle(StreamEntry stream, SeqRange range, SettledState state, string? reason)
    {
        var open = stream.Settled.Open(new SeqRange(Math.Max(range.First, 1), Math.Min(range.Last, stream.MadeThrough))).ToList();
        var hour = (WallTime?.Microseconds ?? 0) / MicrosecondsPerHour * SecondsPerHour;
        foreach (var seqs in open)
        {
            // Dropped while it was on its way: stored beats dropped.
            if (stream.Dropped > 0 && seqs.Count - records.Count(stream.Place, seqs) is > 0 and var dropped)
            {
                stream.Dropped -= Math.Min(dropped, stream.Dropped);
                ledger.Save(stream);
            }

            stream.Settled = stream.Settled.With(seqs, all => new SettledRange(all, state, hour, reason));
        }

        return open;
    }

    /// <summary>Appends events that list these seqs, ascending; none for none.</summary>
    public void AppendList(GateEventType type, string reason, StreamId stream, IReadOnlyList<SeqRange> seqs)
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
            Stamp(row, DistinctTime.Of(boot.Offset!.Value.TimeAt(row.BoottimeMicroseconds), row.Position.Seq));
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
            _savesTallies = true;
            tallies.CountService(
                offset.TimeAt(from.BoottimeMicroseconds).Microseconds, offset.TimeAt(to.BoottimeMicroseconds).Microseconds);
        }
        else
        {
            ledger.KeepService(boot.Place, from.BoottimeMicroseconds, to.BoottimeMicroseconds);
        }
    }

    /// <summary>
    /// Makes records of the tallies whose hour or day is over and, if asked, of what the present hour has to add. The present
    /// hour and day are opened, so that they will close even if nobody comes.
    /// </summary>
    public void CloseTallies(bool additionsToo)
    {
        if (WallTime is not { } wall)
            return;
        foreach (var record in Open.TakeDue(wall.Microseconds, additionsToo))
            Append(record);
        tallies.OpenAt(wall.Microseconds);
        _savesTallies = true;
    }

    /// <summary>
    /// To be called where a record above the stream's counted seq could come to be counted twice, or never, if the file were
    /// opened anew: where it gets its time, is dropped, or moves.
    /// </summary>
    public void NeedTallies() => _savesTallies = true;

    /// <summary>Writes what has to be; to be called last.</summary>
    public void Finish()
    {
        if (_savesTallies)
            Open.Write();
        foreach (var stream in book.Streams.Where(stream => stream.Settled != stream.SavedSettled))
            ledger.SaveSettled(stream);
    }

    private void Stamp(StoredRow row, RecordTime time)
    {
        HasStamped = true;
        NeedTallies();
        records.Stamp(row.Position, time);
        tallies.Count(row.Record with { Time = time });
        Note(row.Position, KeepClasses.Of(row.Record) == KeepClass.Urgent);
    }

    private void CountKeptService(BootEntry boot)
    {
        foreach (var (from, to) in ledger.TakeService(boot.Place))
        {
            NeedTallies();
            tallies.CountService(
                boot.Offset!.Value.TimeAt(from).Microseconds, boot.Offset.Value.TimeAt(to).Microseconds);
        }
    }

    private void Save(BootEntry boot, BootOffset offset)
    {
        boot.Offset = offset;
        boot.IsPlacedHere |= offset.Quality == ClockQuality.Unknown;
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

    /// <summary>Readers will find something at that position.</summary>
    public void Note(OutboxPosition position, bool urgent) => Change = Change is { } change
        ? new OutboxChange(OutboxPosition.Min(change.From, position), change.Urgent || urgent)
        : new OutboxChange(position, urgent);

    private static GateEvent Stepped(BootOffset now, BootOffset before) => new()
    {
        Type = GateEventType.ClockStepped,
        Detail = $"by {(now.OffsetMicroseconds - before.OffsetMicroseconds) / 1000} ms, "
            + $"{WireName.Of(before.Quality)} to {WireName.Of(now.Quality)}",
    };
}
