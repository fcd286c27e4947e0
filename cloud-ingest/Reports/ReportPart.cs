using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>A street of a district or a community of a street.</summary>
public sealed record ReportPart(PlaceLevel Level, string Code, LocalName Name, Coverage Coverage, ReportCounts? Counts);
