using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>The community, street or district that a report is of.</summary>
public sealed record ReportArea(PlaceLevel Level, string Code, LocalName Name)
{
    /// <summary>Codes carry what lies in what (GB/T 2260 and 10114).</summary>
    public bool Holds(string community) => community.StartsWith(Code, StringComparison.Ordinal);

    /// <summary>The areas of a registry, districts first.</summary>
    public static IEnumerable<ReportArea> All(GateRegistry registry) =>
        from level in new[] { PlaceLevel.District, PlaceLevel.Street, PlaceLevel.Community }
        from place in PlaceNames.Of(registry, level, null)
        orderby level descending, place.Key
        select new ReportArea(level, place.Key, place.Value);

    /// <summary>Null when the registry does not have it.</summary>
    public static ReportArea? Find(GateRegistry registry, string code) => All(registry).FirstOrDefault(area => area.Code == code);
}
