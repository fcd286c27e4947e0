using System.Globalization;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// Frost or dirt on the lens takes degrees from everything it sees, the empty lane too. What the empty lane usually reads,
/// against the sensor's own temperature, is learned over half an hour and stays as it is while in doubt: a lens that stays
/// dirty must not become the usual. A restart, after cleaning, begins anew.
/// </summary>
internal sealed class FrostCheck(DoubtOptions options)
{
    private readonly RollingMedian _usual = new(options.BackgroundSamples);
    private readonly RollingMedian _recent = new(options.FrostSamples);
    private int _dropCentiC;

    public string? Doubt { get; private set; }

    /// <summary>The empty lane.</summary>
    public void OnBackground(int surfaceCentiC, int ambientCentiC)
    {
        var above = surfaceCentiC - ambientCentiC;
        _recent.Add(above);
        if (_recent.IsFull && _usual.Count >= options.BackgroundSamples / 5)
            _dropCentiC = _usual.Median() - _recent.Median();
        var limit = ScreeningOptions.CentiC(options.FrostDropC);
        if (_dropCentiC >= limit)
            Doubt ??= string.Create(CultureInfo.InvariantCulture, $"frosted: the empty lane reads {_dropCentiC / 100.0:0.0} °C below its usual");
        else if (_dropCentiC < limit / 2)
            Doubt = null;
        if (Doubt is null)
            _usual.Add(above);
    }
}
