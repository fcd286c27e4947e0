using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Warnings.Days;

/// <summary>A gate, community, street or district that is watched.</summary>
/// <param name="Code">Gate id or place code.</param>
/// <param name="Place">
/// Its own code; of a gate, of the community in which it stands. A gate that moved is watched anew: what was usual at one door
/// tells nothing of another.
/// </param>
public sealed record WarningArea(PlaceLevel Level, string Code, LocalName Name, string Place);
