using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>Which gates, communities, streets and districts there are now, by code, and what lies in what.</summary>
public static class PlaceNames
{
    /// <summary>What this code is; null when the registry does not have it.</summary>
    public static PlaceCode? Find(GateRegistry registry, string code) => Enum.GetValues<PlaceLevel>()
        .Where(level => Of(registry, level, null).ContainsKey(code))
        .Select(level => new PlaceCode(level, code))
        .FirstOrDefault();

    /// <summary>Everything of one level, or only what lies in one place, with its name.</summary>
    public static IReadOnlyDictionary<string, LocalName> Of(GateRegistry registry, PlaceLevel level, PlaceCode? within)
    {
        var names = new Dictionary<string, LocalName>(StringComparer.Ordinal);
        foreach (var (place, gate) in level == PlaceLevel.Gate ? GatePlaces(registry) : Places(registry))
        {
            if (within is null || CodeAt(place, gate?.Code, within.Level) == within.Code)
                names.TryAdd(CodeAt(place, gate?.Code, level) ?? "", NameAt(registry, place, gate?.Name, level));
        }

        return names;
    }

    private static IEnumerable<(Place Place, (string Code, LocalName Name)? Gate)> GatePlaces(GateRegistry registry) =>
        registry.Gates.Values.Select(gate => (gate.Assignments[^1].Place, ((string, LocalName)?)(gate.Id.Value, gate.Assignments[^1].Name)));

    private static IEnumerable<(Place Place, (string Code, LocalName Name)? Gate)> Places(GateRegistry registry) =>
        from district in registry.Districts
        from street in district.Streets
        from community in street.Communities
        select (new Place(district.Code, street.Code, community.Code), ((string, LocalName)?)null);

    private static string? CodeAt(Place place, string? gate, PlaceLevel level) => level switch
    {
        PlaceLevel.Gate => gate,
        PlaceLevel.Community => place.Community,
        PlaceLevel.Street => place.Street,
        _ => place.District,
    };

    private static LocalName NameAt(GateRegistry registry, Place place, LocalName? gate, PlaceLevel level)
    {
        var district = registry.Districts.First(entry => entry.Code == place.District);
        var street = district.Streets.First(entry => entry.Code == place.Street);
        return level switch
        {
            PlaceLevel.Gate => gate!,
            PlaceLevel.Community => street.Communities.First(entry => entry.Code == place.Community).Name,
            PlaceLevel.Street => street.Name,
            _ => district.Name,
        };
    }
}
