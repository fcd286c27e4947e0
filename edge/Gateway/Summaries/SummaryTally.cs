using Checkpoint.Contract;
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

    /// <summary>True once there is anything to add, be it only time in service.</summary>
    public bool HasAdditions => HasCounts || _inServiceSeconds > 0;

    /// <summary>Goes on from what a record says.</summary>
    public static SummaryTally From(Summary summary)
    {
        var tally = new SummaryTally(summary.Span, summary.StartSeconds);
        tally.Merge(summary);
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

    /// <summary>Counts all that a summary counts, of whatever span.</summary>
    public void Merge(Summary summary)
    {
        _normal += summary.Normal;
        _fever += summary.Fever;
        _retry += summary.Retry;
        _manual += summary.Manual;
        _manualFever += summary.ManualFever;
        _manualNormal += summary.ManualNormal;
        _inward += summary.Inward;
        _outward += summary.Outward;
        _inServiceSeconds += summary.InServiceSeconds;
        if (summary.AmbientCount > 0)
            AddAmbient(summary.AmbientCount, summary.AmbientSumCentiC, summary.AmbientMinCentiC, summary.AmbientMaxCentiC);
        foreach (var (bin, count) in summary.Histogram.Filled)
            _bins[bin] = _bins.GetValueOrDefault(bin) + count;
    }

    public void AddService(int seconds) => _inServiceSeconds += seconds;

    /// <summary>
    /// One record, or as many as its seconds in service need: where a clock was set back, a day may have more of them than a
    /// record holds.
    /// </summary>
    public IEnumerable<Summary> ToRecords()
    {
        var all = ToRecord();
        yield return all with { InServiceSeconds = Math.Min(_inServiceSeconds, RecordLimits.MaxInServiceSeconds) };
        for (var left = _inServiceSeconds - RecordLimits.MaxInServiceSeconds; left > 0; left -= RecordLimits.MaxInServiceSeconds)
            yield return new Summary { Span = span, StartSeconds = startSeconds, InServiceSeconds = Math.Min(left, RecordLimits.MaxInServiceSeconds) };
    }

    /// <summary>As it is kept; its seconds in service may be more than <see cref="RecordLimits.MaxInServiceSeconds"/>.</summary>
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
            AddAmbient(1, ambient, ambient, ambient);
    }

    private void AddAmbient(int count, long sum, int min, int max)
    {
        _ambientMin = _ambientCount == 0 ? min : Math.Min(_ambientMin, min);
        _ambientMax = _ambientCount == 0 ? max : Math.Max(_ambientMax, max);
        _ambientSum += sum;
        _ambientCount += count;
    }
}
