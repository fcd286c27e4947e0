using System.Globalization;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// People as such do not change from day to day: when their median does, the sensor has (0.02 °C a day is usual in drifting
/// parts). A slow watch, a day at a time; against other gates the cloud can look.
/// </summary>
internal sealed class DriftCheck(DoubtOptions options)
{
    /// <summary>How many of this span read so, by 0.01 °C: no more entries than there are hundredths in a body's range.</summary>
    private readonly SortedDictionary<int, int> _people = [];
    private int _count;
    private long _beganAt;
    private int? _usualCentiC;
    private SensorCorrection? _correction;

    public string? Doubt { get; private set; }

    /// <summary>Another sensor, or one corrected anew, begins anew: with what was learned of it before, if anything was.</summary>
    public void Begin(SensorStanding standing)
    {
        if (standing.Correction is { } correction && correction != _correction)
        {
            _correction = correction;
            Clear();
            (_usualCentiC, Doubt) = (null, null);
        }

        _usualCentiC ??= standing.UsualBodyCentiC;
    }

    public void OnBody(int bodyCentiC, long at, List<LaneFact> facts)
    {
        if (_count == 0)
            _beganAt = at;
        _people[bodyCentiC] = _people.GetValueOrDefault(bodyCentiC) + 1;
        _count++;
        if (_count < options.DriftPeople || at - _beganAt < (long)options.DriftSpan.TotalMicroseconds)
            return;
        Compare(Median(), at, facts);
        Clear();
    }

    private void Compare(int median, long at, List<LaneFact> facts)
    {
        if (_usualCentiC is null)
            facts.Add(new UsualBodyLearned(at, median));
        _usualCentiC ??= median;
        var moved = median - _usualCentiC.Value;
        var limit = ScreeningOptions.CentiC(options.DriftC);
        if (Math.Abs(moved) > limit)
            Doubt ??= string.Create(CultureInfo.InvariantCulture, $"drifting: people read {moved / 100.0:+0.00;-0.00} °C from their usual");
        else if (Math.Abs(moved) <= limit / 2)
            Doubt = null;
    }

    private int Median()
    {
        var seen = 0;
        return _people.First(entry => (seen += entry.Value) > _count / 2).Key;
    }

    private void Clear()
    {
        _people.Clear();
        _count = 0;
    }
}
