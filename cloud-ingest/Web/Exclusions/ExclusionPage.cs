using Checkpoint.CloudIngest.Exclusions;

namespace Checkpoint.CloudIngest.Web.Exclusions;

/// <param name="Next">Give this as `cursor` for earlier ones; null at the end.</param>
public sealed record ExclusionPage(IReadOnlyList<Exclusion> Items, string? Next);
