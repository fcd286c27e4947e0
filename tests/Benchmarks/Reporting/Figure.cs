namespace Checkpoint.Benchmarks.Reporting;

/// <summary>One measured quantity, once per round.</summary>
/// <param name="Samples">At least one.</param>
public sealed record Figure(string Name, string Unit, IReadOnlyList<double> Samples)
{
    public Goal? Goal { get; init; }

    public double Median => Statistics.Quantile(Samples, 0.5);

    public double Min => Samples.Min();

    public double Max => Samples.Max();
}
