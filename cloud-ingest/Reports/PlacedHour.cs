using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>What one gate counted in one hour in one community.</summary>
public sealed record PlacedHour(string Community, SummarySum Sum);
