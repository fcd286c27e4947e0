using System.Globalization;

namespace Checkpoint.Gateway.Calibrations;

/// <summary>The last readings of a target, and whether they have settled; °C.</summary>
internal sealed class SteadyReadings
{
    /// <summary>Twenty seconds: the mean of the noisiest part in use (0.10 °C) is then known to 0.01 °C, its creep to 0.02.</summary>
    public const int Count = 200;

    /// <summary>Noise of the parts is 0.05 to 0.10 °C (datasheet rev 13, table 9); a hand or a draught makes more.</summary>
    private const double MostSpreadC = 0.15;

    /// <summary>Between the means of the older and the newer half: a target still on its way, by 0.3 °C a minute.</summary>
    private const double MostCreepC = 0.05;

    private readonly Queue<double> _readings = new();

    public double MeanC => _readings.Average();

    /// <summary>Standard deviation.</summary>
    public double SpreadC
    {
        get
        {
            var mean = MeanC;
            return Math.Sqrt(_readings.Average(reading => (reading - mean) * (reading - mean)));
        }
    }

    public void Add(double readingC)
    {
        _readings.Enqueue(readingC);
        if (_readings.Count > Count)
            _readings.Dequeue();
    }

    /// <returns>Why not yet; null if they have settled.</returns>
    public string? WhyUnsteady()
    {
        if (_readings.Count < Count)
            return "there are too few readings";
        if (_readings.Distinct().Count() == 1)
            return "the sensor says the same word again and again: it is stuck";
        if (SpreadC > MostSpreadC)
            return Say($"readings spread by {SpreadC:0.00} °C, more than {MostSpreadC}");
        var creep = _readings.Skip(Count / 2).Average() - _readings.Take(Count / 2).Average();
        return Math.Abs(creep) > MostCreepC ? Say($"readings creep by {creep:+0.00;-0.00} °C in {Count / 2} readings, more than {MostCreepC}") : null;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
