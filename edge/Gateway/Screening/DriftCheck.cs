using System.Globalization;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// People as such do not change: when their median moves, the sensor has (0.02 °C a day is usual in drifting parts). Only
/// a slow watch, over some hundred people; against other gates the cloud can look.
/// </summary>
internal sealed class DriftCheck(DoubtOptions options)
{
    private readonly RollingMedian _people = new(options.DriftPeople);
    private int? _usualCentiC;
    private SensorCorrection? _correction;

    public string? Doubt { get; private set; }

    /// <summary>Another sensor, or one corrected anew, begins anew: with what was learned of it before, if anything was.</summary>
    public void Begin(SensorStanding standing)
    {
        if (standing.Correction is { } correction && correction != _correction)
        {
            _correction = correction;
            _people.Clear();
            (_usualCentiC, Doubt) = (null, null);
        }

        _usualCentiC ??= standing.UsualBodyCentiC;
    }

    public void OnBody(int bodyCentiC, long at, List<LaneFact> facts)
    {
        _people.Add(bodyCentiC);
        if (!_people.IsFull)
            return;
        var median = _people.Median();
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
}
