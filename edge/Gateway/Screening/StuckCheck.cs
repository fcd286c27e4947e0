namespace Checkpoint.Gateway.Screenings;

/// <summary>A living sensor's last digits move; one that says the same word again and again has stopped measuring.</summary>
internal sealed class StuckCheck(DoubtOptions options)
{
    private int? _last;
    private int _identical;

    public string? Doubt => _identical >= options.StuckSamples ? $"stuck: {_identical} identical readings" : null;

    /// <param name="isMeasuring">An empty wall may well read the same for a while, so only people's samples count.</param>
    public void OnSurface(int centiC, bool isMeasuring)
    {
        if (centiC != _last)
            (_last, _identical) = (centiC, 1);
        else if (isMeasuring)
            _identical++;
    }
}
