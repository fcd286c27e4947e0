using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Web;

/// <summary>Reads which gate or place a query is about.</summary>
internal static class AreaFields
{
    /// <summary>The area asked for, and the gate when it is one: of that, what it was in the viewer's own area.</summary>
    /// <param name="code">Null for all that the viewer may see. That it lies in their area the guard has seen to.</param>
    public static (Area Area, string? Gate) Within(this QueryFields query, string name, string? code, Viewer viewer, GateRegistry registry)
    {
        if (code is null)
            return (viewer.Area, null);
        var place = PlaceNames.Find(registry, code);
        if (place is null)
            query.Fault(name, $"is no gate, community, street or district of the registry: '{code}'");
        return place is { Level: not PlaceLevel.Gate } && Area.TryParse(code, out var area) ? (area, null) : (viewer.Area, code);
    }
}
