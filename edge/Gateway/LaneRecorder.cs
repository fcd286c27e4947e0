using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway;

/// <summary>
/// Makes records of a lane's facts, in order, and makes them durable. What the outbox refuses is kept and tried again with
/// what comes next: at most <see cref="MostKept"/>, beyond which the oldest go and are told of as one event.
/// </summary>
internal sealed class LaneRecorder(IRecordSink sink, ScreeningOptions screening)
{
    public const int MostKept = 1024;

    private const int MostAtOnce = 256;
    private const int PersonsRemembered = 64;

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<long, Seqs> _persons = [];
    private bool _isMaintenance;
    private int _dropped;
    private BoardInstant _lastDropped;

    /// <summary>Something waits for the outbox to work again.</summary>
    public bool HasKept => _entries.Count > 0;

    /// <summary>This fact is not durable yet. A refused attempt is kept as another one, which says "manual".</summary>
    public bool Keeps(LaneFact fact) => _entries.Exists(entry => ReferenceEquals(entry.Fact, fact) || (
        fact is AttemptDecided decided
        && entry.Fact is AttemptDecided kept && kept.Person == decided.Person && kept.Number == decided.Number));

    /// <summary>From the event "maintenance on" to the event "maintenance off", both included, all is marked.</summary>
    public void Add(LaneFact fact, Guid bootId)
    {
        _isMaintenance |= fact is Happened { Type: GateEventType.MaintenanceOn };
        if (_entries.Count == MostKept)
        {
            _lastDropped = _entries[0].Made;
            _entries.RemoveAt(0);
            _dropped++;
        }

        _entries.Add(new Entry(fact, new BoardInstant(bootId, fact.AtMicroseconds), _isMaintenance));
        _isMaintenance &= fact is not Happened { Type: GateEventType.MaintenanceOff };
    }

    /// <summary>
    /// Makes durable whatever waits. When it fails, all kept screenings become "manual", which is what their lamp then says.
    /// </summary>
    /// <exception cref="OutboxUnavailableException">At least the newest of them is not durable.</exception>
    public async Task FlushAsync()
    {
        try
        {
            while (_entries.Count > 0)
                await AppendNextAsync();
            if (_dropped > 0)
                await TellDroppedAsync();
        }
        catch (OutboxUnavailableException)
        {
            MakeManual();
            throw;
        }
    }

    private async Task AppendNextAsync()
    {
        var count = CountOfNext();
        var records = _entries.Take(count).Select(entry => new MadeRecord(RecordOf(entry), entry.Made)).ToList();

        // Not cancelled by a stop: whether a commit half done had happened could not be told.
        var seqs = await sink.AppendAsync(records, CancellationToken.None);
        for (var i = 0; i < count; i++)
            Remember(_entries[i].Fact, seqs[i]);
        _entries.RemoveRange(0, count);
    }

    private async Task TellDroppedAsync()
    {
        var told = new Happened(
            _lastDropped.BoottimeMicroseconds,
            GateEventType.Shed,
            "never numbered: outbox unavailable",
            Math.Min(_dropped, RecordLimits.MaxCount));
        _dropped = 0;
        _entries.Add(new Entry(told, _lastDropped, _isMaintenance));
        await AppendNextAsync();
    }

    /// <summary>As many as don't refer to one another: a seq can be referred to only once it is given.</summary>
    private int CountOfNext()
    {
        var named = new HashSet<long>();
        var count = 0;
        for (; count < Math.Min(_entries.Count, MostAtOnce); count++)
        {
            var fact = _entries[count].Fact;
            if (ReferredTo(fact) is { } person && named.Contains(person))
                break;
            if (fact is AttemptDecided attempt && !named.Add(attempt.Person))
                break;
        }

        return count;
    }

    private static long? ReferredTo(LaneFact fact) => fact switch
    {
        MovementEnded movement => movement.Person,
        VerdictEntered entered => entered.Person,
        _ => null,
    };

    private void Remember(LaneFact fact, long seq)
    {
        if (fact is not AttemptDecided attempt)
            return;
        var first = _persons.TryGetValue(attempt.Person, out var known) ? known.First : seq;
        _persons[attempt.Person] = new Seqs(first, seq);
        _persons.Remove(attempt.Person - PersonsRemembered);
    }

    private void MakeManual()
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Fact is AttemptDecided { Verdict.Outcome: not ScreeningOutcome.Manual } attempt)
            {
                var verdict = attempt.Verdict with { Outcome = ScreeningOutcome.Manual, Reason = ScreeningReason.NotRecorded };
                var manual = attempt with { Verdict = verdict };
                _entries[i] = _entries[i] with { Fact = manual };
            }
        }
    }

    private GateRecord RecordOf(Entry entry) => entry.Fact switch
    {
        AttemptDecided attempt => ScreeningOf(attempt, entry.Maintenance),
        MovementEnded movement => new Passage
        {
            Direction = movement.Direction,
            End = movement.End,
            ScreeningSeq = LastSeqOf(movement.Person),
            Maintenance = entry.Maintenance,
        },
        VerdictEntered entered => new GateEvent
        {
            Type = entered.IsFever ? GateEventType.ManualFever : GateEventType.ManualNormal,
            Detail = entered.Person is null ? "no screening waited for it" : "",
            ScreeningSeq = LastSeqOf(entered.Person),
            Maintenance = entry.Maintenance,
        },
        Happened happened => new GateEvent
        {
            Type = happened.Type, Detail = happened.Detail, Count = happened.Count, Maintenance = entry.Maintenance,
        },
        _ => throw new InvalidOperationException($"{entry.Fact.GetType().Name} has no record"),
    };

    private long? LastSeqOf(long? person) => person is { } known && _persons.TryGetValue(known, out var seqs) ? seqs.Last : null;

    private Screening ScreeningOf(AttemptDecided attempt, bool maintenance)
    {
        var first = _persons.TryGetValue(attempt.Person, out var seqs) ? seqs.First : (long?)null;
        return attempt.Verdict.ToRecord(attempt.Dwell, screening, first) with { Maintenance = maintenance };
    }

    private readonly record struct Entry(LaneFact Fact, BoardInstant Made, bool Maintenance);

    private readonly record struct Seqs(long First, long Last);
}
