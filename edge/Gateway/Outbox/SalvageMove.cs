using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Takes what a damaged file still has pending over into a new one. What may have been sent keeps stream, seq and time, so that
/// the cloud stores it once however often it comes; what can't have been, and may have a twin in the cloud under its seq, takes
/// seqs of the new stream.
/// </summary>
internal sealed class SalvageMove(OutboxTransaction transaction, OutboxSalvage salvage)
{
    private readonly Dictionary<int, int> _boots = [];
    private readonly List<(StoredRow Row, int Boot)> _homeless = [];
    private readonly List<(StreamId Stream, List<SeqRange> Seqs)> _lists = [];

    public long Kept { get; private set; }

    public long Lost { get; private set; }

    /// <summary>
    /// Answered for by the cloud since the tallies were last written, and not readable: whether they were people, and so are missing
    /// from the summaries, can't be told any more. Those of a minute at most.
    /// </summary>
    public long Uncounted { get; private set; }

    /// <summary>For the event that tells of it.</summary>
    public override string ToString()
    {
        var counts = salvage.HasTallies ? "" : "; up to 5 min of counts lost";
        return $"{Kept} pending taken over, {Lost} lost" + (Uncounted > 0 ? $"; {Uncounted} delivered not counted" : "") + counts;
    }

    /// <summary>Before the new stream is begun: its place is behind theirs.</summary>
    public void TakeStreams()
    {
        foreach (var boot in salvage.Book.Boots)
            _boots[boot.Place] = transaction.Adopt(boot);
        foreach (var tally in salvage.Tallies)
            transaction.Ledger.Save(tally);
        foreach (var (boot, from, to) in salvage.Service().Where(service => _boots.ContainsKey(service.Boot)))
            transaction.Ledger.KeepService(_boots[boot], from, to);
        foreach (var stream in salvage.Book.Streams)
            Take(stream, stream == salvage.Book.Newest && !stream.Welcomed ? stream.TrustedSeq : stream.MadeThrough);
    }

    /// <summary>
    /// After it: what was never sent, without its references, which are to another stream or a seq of before, and lists of what is gone.
    /// </summary>
    public void TakeRest()
    {
        foreach (var (row, boot) in _homeless.OrderBy(entry => entry.Row.Position))
            transaction.Rehome(RecordReferences.Follow(row.Record, _ => null), boot, row.BoottimeMicroseconds, row.Time);
        foreach (var (stream, lost) in _lists)
            transaction.AppendList(GateEventType.Shed, "damaged", stream, lost);
    }

    private void Take(StreamEntry old, long sentThrough)
    {
        var entry = new StreamEntry
        {
            Place = transaction.Book.Streams.Count + 1, Stream = old.Stream, Board = old.Board, MadeThrough = old.MadeThrough,
            TrustedSeq = old.TrustedSeq, CountedSeq = old.MadeThrough,
        };
        foreach (var range in old.Settled.Ranges)
            entry.Settled = entry.Settled.With(range.Seqs, gone => new SettledRange(gone, SettledState.Gone, 0, null));
        var kept = new SeqRangeSet();
        foreach (var row in old.OpenAfter(0).SelectMany(open => salvage.Rows(old.Place, open)))
        {
            if (!kept.Contains(row.Position.Seq) && Take(row, entry, old.CountedSeq, sentThrough))
                kept.Add(new SeqRange(row.Position.Seq, row.Position.Seq));
        }

        var lost = old.OpenAfter(0).SelectMany(kept.Without).ToList();
        entry.Dropped = entry.Depth - transaction.Records.Count(entry.Place, new SeqRange(1, Math.Max(1, entry.MadeThrough)));
        (Kept, Lost) = (Kept + kept.Ranges.Sum(range => range.Count), Lost + lost.Sum(range => range.Count));
        transaction.Add(entry);
        if (lost.Count > 0)
            _lists.Add((old.Stream, lost));
        CountSettled(old);
    }

    /// <summary>What the cloud had so soon that the tallies on disk do not have it yet: its row stays behind, its count must not.</summary>
    private void CountSettled(StreamEntry old)
    {
        var uncounted = new SeqRange(old.CountedSeq + 1, Math.Max(old.CountedSeq + 1, old.MadeThrough));
        foreach (var range in old.Settled.Ranges.Where(range => range.State != SettledState.Gone && range.Seqs.Last >= uncounted.First))
        {
            var seqs = new SeqRange(Math.Max(range.Seqs.First, uncounted.First), Math.Min(range.Seqs.Last, uncounted.Last));
            var rows = salvage.Rows(old.Place, seqs).ToList();
            foreach (var row in rows.Where(row => row.Time.IsKnown))
                transaction.Count(row.Record with { Time = row.Time });
            Uncounted += seqs.Count - rows.Count;
        }
    }

    private bool Take(StoredRow row, StreamEntry entry, long countedSeq, long sentThrough)
    {
        // A time can't be worked out for a boot that is not known; a record with its time needs none.
        var boot = _boots.TryGetValue(row.Boot, out var place) ? place : row.Time.IsKnown ? transaction.OwnBoot : 0;
        if (boot == 0)
            return false;
        if (row.Time.IsKnown && row.Position.Seq > countedSeq)
            transaction.Count(row.Record with { Time = row.Time });
        if (row.Position.Seq > sentThrough)
            _homeless.Add((row, boot));
        else
            transaction.Records.Insert(new OutboxPosition(entry.Place, row.Position.Seq), boot, row.BoottimeMicroseconds, row.Time, row.Record);
        return true;
    }
}
