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

    public string? Doubt { get; private set; }

    /// <summary>What was learned before the program's start; null for nothing.</summary>
    public void Begin(int? usualCentiC) => _usualCentiC ??= usualCentiC;

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
