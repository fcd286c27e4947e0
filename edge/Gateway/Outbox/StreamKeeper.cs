using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Outbox;

/// <summary>Decides which stream an outbox goes on with.</summary>
internal static class StreamKeeper
{
    private const int MoveChunk = 500;

    /// <summary>
    /// To be called once after opening: a card from another board begins a new stream. What is pending and no welcome has confirmed
    /// may have been told by another copy under the same seqs: then it goes on in the old stream up to its next welcome, which tells.
    /// </summary>
    /// <param name="setAside">New name of a damaged file that stood here before, or null.</param>
    /// <param name="salvage">What can be read of it; null for nothing.</param>
    public static void Open(OutboxTransaction transaction, string board, string? setAside, OutboxSalvage? salvage)
    {
        var move = salvage is null ? null : new SalvageMove(transaction, salvage);
        move?.TakeStreams();
        if (setAside is not null)
            Begin(transaction, board);
        move?.TakeRest();
        if (setAside is not null)
        {
            var saved = move is null ? "nothing of it could be read" : move.ToString();
            transaction.Append(new GateEvent { Type = GateEventType.OutboxSetAside, Detail = $"{setAside}; {saved}" });
            return;
        }

        var newest = transaction.Book.Newest;
        var isProven = newest is null || !newest.OpenAfter(newest.SentThrough).Any();
        if (newest is { Welcomed: true })
        {
            newest.TrustedSeq = newest.MadeThrough;
            newest.Welcomed = false;
            transaction.Ledger.Save(newest);
        }

        if (newest is not null)
            TellOpenHours(transaction);
        if (newest is null)
            Begin(transaction, board);
        else if (newest.Board != board && isProven)
            BeginOnBoard(transaction, board, newest);
    }

    /// <summary>What the cloud has seen of the current stream: see <see cref="IOutboxReader.WelcomeAsync"/>.</summary>
    /// <param name="board">The one that the card is in.</param>
    /// <returns>True if a new stream was begun.</returns>
    public static bool Welcome(OutboxTransaction transaction, string board, StreamId stream, long highestSeq, FoundRecord? found)
    {
        var current = transaction.Book.Current;
        if (current.Stream != stream)
            return false;

        var sentThrough = current.SentThrough;
        if (highestSeq > sentThrough && found is { } record && record.Seq > sentThrough)
            sentThrough = SharedThrough(transaction, current, record);
        var placed = current.Welcomed ? [] : transaction.Book.Boots.Where(boot => boot.IsPlacedHere).Select(boot => boot.Place).ToHashSet();
        if (highestSeq <= sentThrough && !HasAnyOf(placed, transaction, current, highestSeq))
        {
            current.Welcomed = true;
            current.TrustedSeq = current.MadeThrough;
            transaction.Ledger.Save(current);
            if (current.Board != board)
                BeginOnBoard(transaction, board, current);
            return current.Board != board;
        }

        var why = $"cloud has {current.Stream} to {highestSeq}, here to {sentThrough}";
        transaction.NeedTallies();
        bool MayHaveTwin(StoredRow row) => row.Position.Seq > sentThrough || placed.Contains(row.Boot);
        if (StreamSplit.Of(transaction, current, OpenRows(transaction, current).Where(MayHaveTwin)) is { } split)
            Add(transaction, split, board, isOwn: false);
        else
            Begin(transaction, board);
        Move(transaction, current, MayHaveTwin);
        Announce(transaction, why);
        return true;
    }

    /// <summary>The cloud has something as new as what had no time when this outbox was opened: another copy has told those too, or later ones.</summary>
    private static bool HasAnyOf(HashSet<int> boots, OutboxTransaction transaction, StreamEntry stream, long throughSeq) => boots.Count > 0
        && OpenRows(transaction, stream).TakeWhile(row => row.Position.Seq <= throughSeq).Any(row => boots.Contains(row.Boot));

    /// <summary>What of a stream is pending, ascending; may be deleted meanwhile.</summary>
    private static IEnumerable<StoredRow> OpenRows(OutboxTransaction transaction, StreamEntry stream)
    {
        foreach (var open in stream.OpenAfter(0).ToList())
        {
            for (var next = open.First; next <= open.Last;)
            {
                var rows = transaction.Records.Between(stream.Place, open with { First = next }, MoveChunk);
                foreach (var row in rows)
                    yield return row;
                next = rows.Count < MoveChunk ? open.Last + 1 : rows[^1].Position.Seq + 1;
            }
        }
    }

    /// <summary>
    /// The copies of a card part where a boot ends, for a card is copied while it has no power: if the cloud has a record that is here
    /// too, both had all of its boot and of those before. Nothing of them is doubled by being sent under its own name: a boot before it
    /// that never knew the time was placed when it, or another before it, learned its own, and that both had.
    /// </summary>
    private static long SharedThrough(OutboxTransaction transaction, StreamEntry stream, FoundRecord found)
    {
        var seqs = new SeqRange(found.Seq, found.Seq);
        if (transaction.Records.Between(stream.Place, seqs, 1) is not [var same] || same.Time.Microseconds != found.Microseconds)
            return stream.SentThrough;
        return transaction.Records.After(stream.Place, stream.SentThrough).TakeWhile(row => row.Boot <= same.Boot)
            .Select(row => row.Position.Seq).DefaultIfEmpty(stream.SentThrough).Last();
    }

    /// <summary>
    /// For a cloud that does not look for what is held, and tells no more than its highest seq.
    /// Nothing is delivered before the database has it: if it has less than was delivered, it has lost it. Of earlier streams the
    /// cloud says nothing; one that knows nothing of this stream is taken to have lost them too. What it still has it gets twice,
    /// with the same seq and time.
    /// </summary>
    /// <returns>How many records are to be sent once more.</returns>
    public static long Replay(OutboxTransaction transaction, StreamId stream, long highestSeq)
    {
        var current = transaction.Book.Current;
        if (current.Stream != stream)
            return 0;
        var again = TakeBack(transaction, current, new SeqRange(highestSeq + 1, current.MadeThrough));
        foreach (var earlier in transaction.Book.Streams.Where(entry => entry != current && again > 0 && highestSeq == 0))
            again += TakeBack(transaction, earlier, new SeqRange(1, earlier.MadeThrough));
        return again;
    }

    /// <summary>See <see cref="IOutboxReader.ReplayAsync(IReadOnlyList{LostSeqs}, long, CancellationToken)"/>.</summary>
    /// <returns>How many records are to be sent once more.</returns>
    public static long Replay(
        OutboxTransaction transaction, IReadOnlyList<LostSeqs> lost, long keepsSinceMicroseconds, ReplayBrake brake)
    {
        var delivered = lost.SelectMany(entry => Delivered(transaction, entry, keepsSinceMicroseconds)).ToList();
        if (delivered.Count == 0)
            return 0;
        var admitted = brake.Admit([.. delivered.Select(part => (part.Stream.Stream, part.Seqs))], transaction.Now, out var heldBack);
        if (heldBack is not null)
            transaction.Append(new GateEvent { Type = GateEventType.DatabaseLost, Detail = heldBack });
        var again = admitted.Sum(part => TakeBack(transaction, transaction.Book.FindStream(part.Stream)!, part.Seqs));
        if (again > 0)
            transaction.Append(new GateEvent { Type = GateEventType.DatabaseLost, Detail = ReplayBrake.Describe($"{again} sent again:", admitted) });
        return again;
    }

    /// <summary>Those of the seqs that are delivered and that the database would still take; what is too old for it is dropped.</summary>
    private static IEnumerable<(StreamEntry Stream, SeqRange Seqs)> Delivered(
        OutboxTransaction transaction, LostSeqs lost, long keepsSinceMicroseconds)
    {
        if (transaction.Book.FindStream(lost.Stream) is not { } stream)
            return [];
        foreach (var seqs in lost.Seqs.SelectMany(range => Delivered(stream, range)).ToList())
            Expire(transaction, stream, seqs, keepsSinceMicroseconds);
        return [.. lost.Seqs.SelectMany(range => Delivered(stream, range)).Select(seqs => (stream, seqs))];
    }

    private static IEnumerable<SeqRange> Delivered(StreamEntry stream, SeqRange within) => stream.Settled.Ranges
        .Where(range => range.State == SettledState.Delivered && range.Seqs.Last >= within.First && range.Seqs.First <= within.Last)
        .Select(range => new SeqRange(Math.Max(range.Seqs.First, within.First), Math.Min(range.Seqs.Last, within.Last)));

    private static void Expire(OutboxTransaction transaction, StreamEntry stream, SeqRange seqs, long beforeMicroseconds)
    {
        var expired = SeqRange.Cover(transaction.Records.TakeOlder(stream.Place, seqs, beforeMicroseconds));
        foreach (var range in expired)
            stream.Settled = stream.Settled.With(range, gone => new SettledRange(gone, SettledState.Gone, 0, null));
        if (expired.Count == 0)
            return;
        transaction.NeedTallies();
        transaction.Ledger.Save(stream);
    }

    /// <summary>
    /// The database does not have what it had. What was delivered and is still here is pending again.
    /// </summary>
    /// <returns>How many records are to be sent once more.</returns>
    private static long TakeBack(OutboxTransaction transaction, StreamEntry stream, SeqRange within)
    {
        long again = 0;
        var lost = Delivered(stream, within).ToList();
        foreach (var seqs in lost)
        {
            var there = transaction.Records.Count(stream.Place, seqs);
            stream.Settled = stream.Settled.With(seqs, _ => null);
            stream.Dropped += seqs.Count - there;
            again += there;
            transaction.Note(new OutboxPosition(stream.Place, seqs.First), urgent: true);
        }

        if (lost.Count > 0)
            transaction.Ledger.Save(stream);
        return again;
    }

    /// <summary>No other copy can have gone on with what is just being begun.</summary>
    public static void Begin(OutboxTransaction transaction, string board) => Add(transaction, transaction.NewStream(), board, isOwn: true);

    private static void BeginOnBoard(OutboxTransaction transaction, string board, StreamEntry before)
    {
        Begin(transaction, board);
        Announce(transaction, $"card of board {before.Board}");
    }

    private static void Add(OutboxTransaction transaction, StreamId id, string board, bool isOwn)
    {
        transaction.Add(new StreamEntry { Place = transaction.Book.Streams.Count + 1, Stream = id, Board = board, Welcomed = isOwn });
        transaction.Open.BeginDays();
        transaction.NeedTallies();
    }

    /// <summary>
    /// Makes records of what hours have to add, before any other. Every copy of a card makes the same ones under the same seqs:
    /// they are of the moment of its last record.
    /// </summary>
    private static void TellOpenHours(OutboxTransaction transaction)
    {
        var hours = transaction.Open.TakeHours();
        if (hours.Count == 0)
            return;
        var (place, boottime) = transaction.Records.Last() ?? (transaction.OwnBoot, transaction.Now.BoottimeMicroseconds);
        var time = transaction.Book.Boots.FirstOrDefault(boot => boot.Place == place)?.Offset?.TimeAt(boottime) ?? RecordTime.Unknown;
        foreach (var hour in hours)
            transaction.Insert(hour, place, boottime, DistinctTime.Of(time, transaction.Book.Current.MadeThrough + 1));
    }

    private static void Announce(OutboxTransaction transaction, string why) =>
        transaction.Append(new GateEvent { Type = GateEventType.StreamBegun, Detail = why });

    /// <summary>
    /// Records that were never sent from here may have twins in the cloud under their seqs, made by the copy that went on.
    /// They may take seqs of the new stream; but what open hours had to add when this copy was opened, which its first records tell,
    /// was told by the other one's first records as well.
    /// </summary>
    private static void Move(OutboxTransaction transaction, StreamEntry from, Func<StoredRow, bool> mayHaveTwin)
    {
        var moved = new Dictionary<long, long>();
        var toldThrough = from.SentThrough;

        // What stayed behind is in another stream and can't be referred to.
        GateRecord Refer(GateRecord record) => RecordReferences.Follow(record, seq => moved.TryGetValue(seq, out var now) ? now : null);
        foreach (var row in OpenRows(transaction, from).Where(mayHaveTwin))
        {
            transaction.Records.Delete(row.Position);
            from.Dropped++;
            if (row.Record is Summary { Span: SummarySpan.Hour } && row.Position.Seq == toldThrough + 1)
                toldThrough++;
            else if (transaction.Rehome(Refer(row.Record), row.Boot, row.BoottimeMicroseconds, row.Time) is { } seq)
                moved[row.Position.Seq] = seq;
        }

        transaction.Ledger.Save(from);
    }
}
