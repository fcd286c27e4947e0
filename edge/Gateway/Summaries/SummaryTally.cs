using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Summaries;

/// <summary>What is to be added to one hour or day, and no record has told yet.</summary>
public sealed class SummaryTally(SummarySpan span, long startSeconds)
{
    private readonly SortedDictionary<int, int> _bins = [];
    private int _normal;
    private int _fever;
    private int _retry;
    private int _manual;
    private int _manualFever;
    private int _manualNormal;
    private int _inward;
    private int _outward;
    private int _inServiceSeconds;
    private int _ambientCount;
    private long _ambientSum;
    private int _ambientMin;
    private int _ambientMax;

    public SummarySpan Span => span;

    public long StartSeconds => startSeconds;

    /// <summary>True once a screening, a manual result or a passage was counted.</summary>
    public bool HasCounts => _normal + _fever + _retry + _manual + _manualFever + _manualNormal + _inward + _outward > 0;

    /// <summary>Goes on from what a record says.</summary>
    public static SummaryTally From(Summary summary)
    {
        var tally = new SummaryTally(summary.Span, summary.StartSeconds)
        {
            _normal = summary.Normal,
            _fever = summary.Fever,
            _retry = summary.Retry,
            _manual = summary.Manual,
            _manualFever = summary.ManualFever,
            _manualNormal = summary.ManualNormal,
            _inward = summary.Inward,
            _outward = summary.Outward,
            _inServiceSeconds = summary.InServiceSeconds,
            _ambientCount = summary.AmbientCount,
            _ambientSum = summary.AmbientSumCentiC,
            _ambientMin = summary.AmbientMinCentiC,
            _ambientMax = summary.AmbientMaxCentiC,
        };
        foreach (var (bin, count) in summary.Histogram.Filled)
            tally._bins[bin] = count;
        return tally;
    }

    /// <summary>
    /// True for what is counted at all: screenings, manual results and passages, but not those made while the gate was being
    /// worked on.
    /// </summary>
    public static bool Counts(GateRecord record) => !record.Maintenance
        && record is Screening or Passage or GateEvent { Type: GateEventType.ManualFever or GateEventType.ManualNormal };

    /// <summary>Counts a record; of passages those that went through: someone who turned back came neither in nor out.</summary>
    public void Add(GateRecord record)
    {
        if (!Counts(record))
            return;
        if (record is Screening screening)
            AddScreening(screening);
        else if (record is GateEvent verdict)
            _ = verdict.Type == GateEventType.ManualFever ? _manualFever += verdict.Count : _manualNormal += verdict.Count;
        else if (record is Passage { End: not PassageEnd.Aborted } passage)
            _ = passage.Direction == PassageDirection.Inward ? _inward++ : _outward++;
    }

    public void AddService(int seconds) => _inServiceSeconds += seconds;

    public Summary ToRecord() => new()
    {
        Span = span,
        StartSeconds = startSeconds,
        Normal = _normal,
        Fever = _fever,
        Retry = _retry,
        Manual = _manual,
        ManualFever = _manualFever,
        ManualNormal = _manualNormal,
        Inward = _inward,
        Outward = _outward,
        InServiceSeconds = _inServiceSeconds,
        AmbientCount = _ambientCount,
        AmbientSumCentiC = _ambientSum,
        AmbientMinCentiC = _ambientMin,
        AmbientMaxCentiC = _ambientMax,
        Histogram = BodyHistogram.From(_bins.Select(bin => (bin.Key, bin.Value))),
    };

    private void AddScreening(Screening screening)
    {
        _ = screening.Outcome switch
        {
            ScreeningOutcome.Normal => _normal++,
            ScreeningOutcome.Fever => _fever++,
            ScreeningOutcome.Retry => _retry++,
            _ => _manual++,
        };
        if (screening.BodyCentiC is { } body)
        {
            var bin = BodyHistogram.BinOf(body);
            _bins[bin] = _bins.GetValueOrDefault(bin) + 1;
        }

        if (screening.AmbientCentiC is { } ambient)
            AddAmbient(ambient);
    }

    private void AddAmbient(int centiC)
    {
        _ambientMin = _ambientCount == 0 ? centiC : Math.Min(_ambientMin, centiC);
        _ambientMax = _ambientCount == 0 ? centiC : Math.Max(_ambientMax, centiC);
        _ambientSum += centiC;
        _ambientCount++;
    }
}
