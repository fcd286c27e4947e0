using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>A street of a district or a community of a street, as anyone may see it.</summary>
public sealed record PublicPart(PlaceLevel Level, string Code, LocalName Name, PublicCounts? Counts);
