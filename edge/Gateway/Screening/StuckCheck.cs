namespace Checkpoint.Gateway.Screenings;

/// <summary>A living sensor's last digits move; one that says the same word again and again has stopped measuring.</summary>
internal sealed class StuckCheck(DoubtOptions options)
{
    private int? _last;
    private int _identical;
    private bool _isOneWord;

    public string? Doubt => _isOneWord || _identical >= options.StuckSamples ? $"stuck: {_identical} identical readings" : null;

    /// <param name="isMeasuring">An empty wall may well read the same for a while, so only people's samples count.</param>
    public void OnSurface(int centiC, bool isMeasuring)
    {
        if (centiC != _last)
            (_last, _identical, _isOneWord) = (centiC, 1, false);
        else if (isMeasuring)
            _identical++;
    }

    /// <summary>Somebody who steps away before so many is not measured by a single word either: one time in 10⁵ by chance.</summary>
    public void OnMeasured(IReadOnlyList<int> surfaceCentiC) => _isOneWord = surfaceCentiC.All(word => word == surfaceCentiC[0]);
}
