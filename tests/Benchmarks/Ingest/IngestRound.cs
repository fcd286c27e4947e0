namespace Checkpoint.Benchmarks.Ingest;

/// <summary>One size of batches in one round.</summary>
/// <param name="PeakBytes">The cloud's most resident memory during the flood (VmHWM).</param>
/// <param name="RawLinesPerSecond">Mean of the raw speed right before and right after.</param>
/// <param name="Latencies">Milliseconds from decision to queryable.</param>
internal sealed record IngestRound(
    SteadyRate Flood, long PeakBytes, double RawLinesPerSecond, IReadOnlyCollection<double> Latencies);

/// <summary>The database alone.</summary>
internal readonly record struct RawRound(double LinesPerSecond, double DatabaseCpu, double SenderCpu);
