using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>
/// The one place where areas are held against what requests name. Whoever's area is everything is never refused here. For
/// anybody else a place must lie in their area, and a gate must stand or have stood there; what it recorded elsewhere is
/// left out by the store's queries, by each record's own place.
/// </summary>
internal static class AreaCheck
{
    public const string Outside = "It lies outside the area that you may see.";

    /// <param name="name">Parameter or field.</param>
    /// <param name="code">Null: everything.</param>
    /// <returns>Null: go on.</returns>
    public static IResult? Refuse(Viewer viewer, GateRegistry registry, string name, string? code)
    {
        if (viewer.Area.IsEverything)
            return null;
        if (code is null)
            return Forbidden($"'{name}' is missing, which means everything. {Outside}");
        var (isGate, isPlace) = (GateId.TryParse(code, out var id), Area.TryParse(code, out var place));
        if (!isGate && !isPlace)
        {
            return Results.ValidationProblem(
                new Dictionary<string, string[]> { [name] = ["must be a gate id, or the 6, 9 or 12 digits of a district, street or community"] },
                title: "Some query parameters can't be used.");
        }

        // Digits alone could be both; then both must be inside.
        var gate = isGate ? registry.Gates.GetValueOrDefault(id) : null;
        var inside = (gate is not null || isPlace)
            && (gate is null || viewer.Area.EverHad(gate))
            && (!isPlace || viewer.Area.Contains(place));
        return inside ? null : Forbidden($"'{name}': {Outside}");
    }

    public static IResult? Refuse(Viewer viewer, Area area) => viewer.Area.Contains(area) ? null : Forbidden(Outside);

    /// <summary>What area a place or gate belongs to, for the audit; of a gate that moved, the last one that the viewer may see.</summary>
    public static Area? AreaOf(Viewer viewer, GateRegistry registry, string code)
    {
        if (GateId.TryParse(code, out var id) && registry.Gates.GetValueOrDefault(id) is { } gate)
        {
            var place = gate.Assignments.Select(assignment => assignment.Place).Last(place => viewer.Area.Contains(place));
            return Area.TryParse(place.Community, out var community) ? community : null;
        }

        return Area.TryParse(code, out var area) ? area : null;
    }

    public static IResult Forbidden(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status403Forbidden, title: "You may not do this.");
}
