namespace Checkpoint.Gateway.Screenings;

/// <summary>The sensor's temperature over the last minute or so: a few samples, from which its change is worked out.</summary>
public sealed class AmbientHistory(TimeSpan window, TimeSpan leastSpan)
{
    /// <summary>More come only from a bus read far too often; then the oldest go early.</summary>
    private const int MaxSamples = 64;

    private const double MicrosecondsPerMinute = 60e6;

    private readonly Queue<(long At, int CentiC)> _samples = new();
    private long _newestAt = long.MinValue;

    private long LeastSpanMicroseconds => (long)leastSpan.TotalMicroseconds;

    private long WindowMicroseconds => (long)window.TotalMicroseconds;

    /// <summary>Samples closer together than a sixteenth of the least span tell nothing of a slope and are left out.</summary>
    public void Add(long atMicroseconds, int centiC)
    {
        if (_samples.Count > 0 && atMicroseconds - _newestAt < LeastSpanMicroseconds / 16)
            return;
        _newestAt = atMicroseconds;
        _samples.Enqueue((atMicroseconds, centiC));
        while (_samples.Count > MaxSamples || _samples.Peek().At < atMicroseconds - WindowMicroseconds)
            _samples.Dequeue();
    }

    /// <summary>Least-squares slope, °C a minute; null while the samples span less than <c>leastSpan</c>.</summary>
    public double? ChangeCPerMinute()
    {
        if (_samples.Count < 3 || _newestAt - _samples.Peek().At < LeastSpanMicroseconds)
            return null;
        var meanAt = _samples.Average(sample => (double)sample.At);
        var meanCentiC = _samples.Average(sample => (double)sample.CentiC);
        var covariance = _samples.Sum(sample => (sample.At - meanAt) * (sample.CentiC - meanCentiC));
        var variance = _samples.Sum(sample => (sample.At - meanAt) * (sample.At - meanAt));
        return covariance / variance * MicrosecondsPerMinute / 100;
    }
}
