namespace Checkpoint.Benchmarks.Gateway;

/// <summary>One gateway's time before the queue, its warm-up left out.</summary>
internal sealed record QueueRound
{
    private const double MostNotGreen = 0.02;

    public required IReadOnlyList<LitLamp> Lamps { get; init; }

    /// <summary>Of one core: all that the process used.</summary>
    public double CpuShare { get; init; }

    /// <summary>Of one core: what chip and queue took of that.</summary>
    public double WorldShare { get; init; }

    /// <summary>At the begin, at each step, at the end.</summary>
    public required IReadOnlyList<(TimeSpan After, double ResidentMb)> Memory { get; init; }

    public double PeakMb { get; init; }

    public IEnumerable<double> LatenciesMs => Lamps.Select(lamp => lamp.LatencyMicroseconds / 1000.0);

    /// <exception cref="InvalidOperationException">Too few lamps, or too many that are not green: something else was measured.</exception>
    public QueueRound Checked()
    {
        var others = Lamps.Count(lamp => !lamp.IsGreen);
        return Lamps.Count >= 2 && others <= Math.Max(1, MostNotGreen * Lamps.Count)
            ? this
            : throw new InvalidOperationException($"of {Lamps.Count} lamps {others} were not green: these people are healthy");
    }
}
