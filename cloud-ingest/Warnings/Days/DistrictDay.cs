using Checkpoint.CloudIngest.Reports;

namespace Checkpoint.CloudIngest.Warnings.Days;

/// <summary>What each gate of a district told of one day, one line for each place at which it stood.</summary>
public sealed record DistrictDay(ReportDay Day, IReadOnlyList<GateLine> Lines);
