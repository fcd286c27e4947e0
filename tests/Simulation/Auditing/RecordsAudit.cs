using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Simulation.Gates;

namespace Checkpoint.Tests.Simulation.Auditing;

/// <summary>Every record of one gate in the database against everything the gate was given to keep.</summary>
internal sealed class RecordsAudit(SimulatedWorld world, GateTruth truth, IReadOnlyList<StoredRecord> stored)
{
    private readonly Dictionary<(StreamId Stream, long Seq), GateRecord> _unclaimed = [];
    private readonly HashSet<(StreamId Stream, long Seq)> _listed = [];
    private readonly List<long> _connectedErrors = [];
    private readonly BootLimits _limits = new(truth);

    /// <summary>Microseconds.</summary>
    public IReadOnlyList<long> ConnectedErrors => _connectedErrors;

    public void Run()
    {
        foreach (var record in stored.Where(record => !_unclaimed.TryAdd((record.Stream, record.Record.Seq), record.Record)))
            Find(FindingKind.Doubled, record.Stream, record.Record, "");
        ReadLists();
        var missing = truth.Records.Where(made => made.Promise == Promise.Kept && !TryClaim(made)).OrderBy(made => made.TrueMicroseconds).ToList();
        var strays = _unclaimed.Where(left => !IsOutboxsOwn(left.Value)).ToLookup(left => Bare(left.Value));
        foreach (var made in missing.Where(made => !TryClaimElsewhere(made, strays) && !_listed.Contains((made.Stream, made.Seq))))
            Find(FindingKind.Lost, made.Stream, made.Record with { Seq = made.Seq }, $"truly at {made.TrueMicroseconds}");
        foreach (var made in truth.Records.Where(made => made.Promise is Promise.Undecided or Promise.Open or Promise.GoneWithCard))
            TryClaimElsewhere(made, strays);
        foreach (var ((stream, _), record) in _unclaimed.Where(left => !IsOutboxsOwn(left.Value) && !IsCopy(left.Value)))
            Find(FindingKind.NeverMade, stream, record, truth.Find(stream, record.Seq) is { } other ? $"made was {other.Record}" : "");
    }

    /// <summary>A record of the database is this one, whatever its time.</summary>
    public static bool IsOf(MadeRecordTruth made, GateRecord record) => Content(record) == Content(made.Record);

    /// <summary>As above, and of its time: what two copies of a card made apart may be alike and have one name.</summary>
    public static bool IsItself(MadeRecordTruth made, GateRecord record) =>
        IsOf(made, record) && ErrorOf(made, record) <= record.Time.ErrorMicroseconds;

    private static bool IsOutboxsOwn(GateRecord record) => record is Summary or GateEvent
    {
        Type: GateEventType.Shed or GateEventType.Rejected or GateEventType.OutboxSetAside or GateEventType.StreamBegun
            or GateEventType.ClockStepped
    };

    private static GateRecord Content(GateRecord record) => record with { Seq = 0, Time = RecordTime.Unknown };

    /// <summary>Without what changes when a record is moved to another stream.</summary>
    private static GateRecord Bare(GateRecord record) => Content(record) switch
    {
        Screening screening => screening with { FirstSeq = null },
        Passage passage => passage with { ScreeningSeq = null },
        GateEvent happening => happening with { ScreeningSeq = null },
        var other => other,
    };

    /// <summary>
    /// Each copy of a card works out for itself when a boot was that never knew the time and was the last before it was copied, and
    /// can't show that the cloud has its records from another copy: it takes them into a stream of its own.
    /// </summary>
    private bool IsCopy(GateRecord record) => truth.HadCardReplaced && truth.Records.Any(made => Bare(made.Record) == Bare(record)
        && ErrorOf(made, record) <= record.Time.ErrorMicroseconds && !truth.Boots[made.Boot].KnewTime);

    private void ReadLists()
    {
        foreach (var happening in stored.Select(record => record.Record).OfType<GateEvent>())
        {
            if (happening.Type == GateEventType.Rejected)
                world.Findings.Add(FindingKind.Malformed, truth.Gate, $"the cloud rejected {happening.Detail}");
            if (happening.Type == GateEventType.Shed && SeqListDetail.TryParse(happening.Detail) is { } list)
                _listed.UnionWith(list.Seqs.SelectMany(range => Seqs(range).Select(seq => (list.Stream, seq))));
        }
    }

    private static IEnumerable<long> Seqs(SeqRange range)
    {
        for (var seq = range.First; seq <= range.Last; seq++)
            yield return seq;
    }

    private bool TryClaim(MadeRecordTruth made)
    {
        var name = (made.Stream, made.Seq);
        if (!_unclaimed.TryGetValue(name, out var record) || !IsOf(made, record))
            return false;
        _unclaimed.Remove(name);
        CheckTime(made, made.Stream, record);
        if (made.WasConnected)
            _connectedErrors.Add(ErrorOf(made, record));
        return true;
    }

    /// <summary>
    /// Under another name: in a stream that it was moved to, or because nobody knows its name. Of those that are alike, and in whose time
    /// it may lie, the one that is first of no use to later ones: so as many are claimed as can be, if asked in the order of time.
    /// </summary>
    private bool TryClaimElsewhere(MadeRecordTruth made, ILookup<GateRecord, KeyValuePair<(StreamId Stream, long Seq), GateRecord>> strays)
    {
        var limit = _limits.Of(made.Boot);
        var candidates = strays[Bare(made.Record)]
            .Where(stray => _unclaimed.ContainsKey(stray.Key) && ErrorOf(made, stray.Value) <= stray.Value.Time.ErrorMicroseconds)
            .OrderBy(stray => ErrorOf(made, stray.Value) > limit)
            .ThenBy(stray => stray.Value.Time.Microseconds + stray.Value.Time.ErrorMicroseconds).ToList();
        if (candidates.Count == 0)
            return false;
        _unclaimed.Remove(candidates[0].Key);
        CheckTime(made, candidates[0].Key.Stream, candidates[0].Value);
        return true;
    }

    private static long ErrorOf(MadeRecordTruth made, GateRecord record) =>
        Math.Abs(record.Time.Microseconds - made.TrueMicroseconds);

    private void CheckTime(MadeRecordTruth made, StreamId stream, GateRecord record)
    {
        var error = ErrorOf(made, record);
        if (error > record.Time.ErrorMicroseconds)
            Find(FindingKind.WronglyTimed, stream, record, $"{error} µs off, admits {record.Time.ErrorMicroseconds} µs");
        else if (_limits.Of(made.Boot) is { } limit && error > limit)
            Find(FindingKind.WronglyTimed, stream, record, $"{error} µs off, of a boot that may be {limit} µs off");
    }

    private void Find(FindingKind kind, StreamId stream, GateRecord record, string detail) =>
        world.Findings.Add(kind, truth.Gate, $"{stream}/{record.Seq} {record}: {detail}");
}
