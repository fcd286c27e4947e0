using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Web.Guard;

namespace Checkpoint.CloudIngest.Web.Areas;

/// <summary>What there is to choose from.</summary>
internal static class AreaRoutes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet(
            "/areas", (Viewer viewer, RegistryWatch registry) => TreeOf(registry.Current, viewer.Area))
        .WithSummary("The viewer's districts, streets, communities and gates, as the registry now has them")
        .Answers(GateExamples.Areas).For(RouteRules.Everyone, AreaRule.Narrowed);

    private static AreaTree TreeOf(GateRegistry registry, Area area)
    {
        var gates = registry.Gates.Values.OrderBy(gate => gate.Id.Value, StringComparer.Ordinal)
            .ToLookup(gate => gate.Assignments[^1].Place.Community, gate => new AreaGate(gate.Id.Value, gate.Assignments[^1].Name, gate.Assignments[^1].Kind));
        AreaStreet StreetOf(Street street) => new(
            street.Code,
            street.Name,
            [.. street.Communities.Where(one => Meets(area, one.Code)).Select(one => new AreaCommunity(one.Code, one.Name, [.. gates[one.Code]]))]);
        return new AreaTree(AccountFields.AreaText(area), [
            .. registry.Districts.Where(district => Meets(area, district.Code)).Select(district => new AreaDistrict(
                district.Code, district.Name, [.. district.Streets.Where(street => Meets(area, street.Code)).Select(StreetOf)])),
        ]);
    }

    /// <summary>Lies in the area, or the area lies in it.</summary>
    private static bool Meets(Area area, string code) =>
        code.StartsWith(area.Code, StringComparison.Ordinal) || area.Code.StartsWith(code, StringComparison.Ordinal);
}
