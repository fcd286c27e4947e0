using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Simulation.Gates;

/// <summary>All that a gate was given to keep, over all its runs, boots and cards, and what it promised.</summary>
internal sealed class GateTruth(GateId gate)
{
    private readonly List<MadeRecordTruth> _records = [];
    private readonly Dictionary<(StreamId Stream, long Seq), MadeRecordTruth> _kept = [];
    private readonly Dictionary<int, MadeRecordTruth> _screenings = [];
    private readonly List<BootTruth> _boots = [];
    private readonly List<IReadOnlyList<BootTruth>> _cards = [];
    private List<BootTruth> _bootsOfCard = [];

    public GateId Gate => gate;

    public IReadOnlyList<MadeRecordTruth> Records => _records;

    public IReadOnlyList<BootTruth> Boots => _boots;

    /// <summary>As far as the card knows of them that is in the board now.</summary>
    public IReadOnlyList<BootTruth> BootsOfCard => [.. _bootsOfCard];

    /// <summary>The boots that each of its cards has known of to its end, the present one's last.</summary>
    public IEnumerable<IReadOnlyList<BootTruth>> BootsOfCards => _cards.Append(_bootsOfCard);

    /// <summary>Its card was replaced by an older copy at least once.</summary>
    public bool HadCardReplaced { get; private set; }

    /// <summary>Highest seq promised in each stream.</summary>
    public Dictionary<StreamId, long> MadeThrough { get; } = [];

    public void Begin(BootTruth boot)
    {
        _boots.Add(boot);
        _bootsOfCard.Add(boot);
    }

    public void Add(MadeRecordTruth made)
    {
        _records.Add(made);
        if (made.Record is Screening screening)
            _screenings[screening.DwellMs] = made;
    }

    public void Keep(MadeRecordTruth made, StreamId stream, long seq)
    {
        (made.Promise, made.Stream, made.Seq) = (Promise.Kept, stream, seq);
        _kept[(stream, seq)] = made;
        MadeThrough[stream] = Math.Max(MadeThrough.GetValueOrDefault(stream), seq);
    }

    public MadeRecordTruth? Find(StreamId stream, long seq) => _kept.GetValueOrDefault((stream, seq));

    /// <summary>The newest record of the screening with this dwell, which tells screenings of a gate apart.</summary>
    public MadeRecordTruth? FindScreening(int dwellMs) => _screenings.GetValueOrDefault(dwellMs);

    /// <summary>
    /// The process has died: what it had not answered stays open for ever, and so does what it had refused since its disk last
    /// worked, for it is not known how far that went.
    /// </summary>
    public void Interrupt()
    {
        var lastKept = _records.FindLastIndex(made => made.Promise == Promise.Kept);
        foreach (var made in _records.Where((made, i) => made.Promise == Promise.Open || (i > lastKept && made.Promise == Promise.Refused)))
            made.Promise = Promise.Undecided;
    }

    /// <summary>The card has become an older one: what was promised since, and had not reached the database, went with it.</summary>
    /// <param name="boots">Those that it knows of.</param>
    public void ReplaceCard(IReadOnlyList<BootTruth> boots, Func<MadeRecordTruth, bool> isSafe)
    {
        HadCardReplaced = true;
        _cards.Add(_bootsOfCard);
        _bootsOfCard = [.. boots];
        foreach (var made in _records.Where(made => made.Promise == Promise.Kept && !isSafe(made)))
        {
            made.Promise = Promise.GoneWithCard;
            _kept.Remove((made.Stream, made.Seq));
        }
    }
}

/// <summary>One boot: when it had power, and whether it ever knew the time.</summary>
internal sealed class BootTruth
{
    public required Guid BootId { get; init; }

    /// <summary>Virtual time.</summary>
    public required long From { get; init; }

    public long To { get; set; } = long.MaxValue;

    public bool KnewTime { get; set; }
}
