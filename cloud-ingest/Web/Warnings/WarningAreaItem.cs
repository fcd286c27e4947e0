using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Days;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>What a warning or evaluation is of.</summary>
/// <param name="Code">Gate id or place code.</param>
/// <param name="Place">Its own code; of a gate, of the community in which it stood.</param>
public sealed record WarningAreaItem(PlaceLevel Level, string Code, LocalName Name, string Place)
{
    public static WarningAreaItem Of(WarningArea area) => new(area.Level, area.Code, area.Name, area.Place);
}
