using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using static Checkpoint.Tests.Web.District.PlaceList;
using CloudDistrict = Checkpoint.CloudIngest.Registry.District;

namespace Checkpoint.Tests.Web.District;

/// <summary>The district's 112 gates: where they stand and what happens at each.</summary>
internal static class DistrictPlan
{
    public const int GateCount = 112;

    /// <summary>Where an outbreak is.</summary>
    public const string Outbreak = "230103001001";

    /// <summary>Where nobody ever has a fever, and every gate reports.</summary>
    public const string Zero = "230103002003";

    /// <summary>A gate that has been silent for two days.</summary>
    public const string Silent = "g-004-005-west";

    /// <summary>A gate whose thermometer was faulty this morning.</summary>
    public const string Faulty = "g-001-002-east";

    /// <summary>From and to when, today.</summary>
    public static readonly (int From, int To) FaultyHours = (8, 11);

    private static readonly Dictionary<string, GateStory> Stories = new()
    {
        ["g-001-001-east"] = GateStory.Outbreak, ["g-001-001-west"] = GateStory.Outbreak, ["g-001-003-west"] = GateStory.SilentToday,
        ["g-001-004-west"] = GateStory.Nobody, ["g-001-002-west"] = GateStory.GapYesterday, ["g-002-003-east"] = GateStory.NeverFever,
        ["g-002-003-west"] = GateStory.NeverFever, ["g-003-002-east"] = GateStory.GapLastWeek, [Silent] = GateStory.SilentForDays,
        ["g-005-002-west"] = GateStory.Closed,
    };

    public static IReadOnlyList<DistrictGate> Gates { get; } = [.. All().Take(GateCount)];

    /// <param name="now">When the closed gate was closed, a little before.</param>
    public static GateRegistry Registry(DateTimeOffset now) => new(
        [new CloudDistrict(PlaceList.District, new LocalName("南岗区", "Nangang"), [.. Streets.Select(StreetOf)])],
        Gates.Select(gate => new RegisteredGate(gate.Id, [new Assignment(now.AddDays(-60), gate.Place, gate.Kind, gate.Name)])
        {
            Closures = gate.Story == GateStory.Closed
                ? [new Closure(now.AddDays(-4), null, "供热管道施工 Works on the heating pipes", "wang", now.AddDays(-4))]
                : [],
        }));

    private static Street StreetOf((string Zh, string En) name, int street) => new(
        StreetCode(street), new LocalName(name.Zh, name.En),
        [.. Communities[street].Select((one, i) => new Community(CommunityCode(street, i), new LocalName(one.Zh, one.En)))]);

    /// <summary>Two gates a community; the second ones of the last communities are beyond the count.</summary>
    private static IEnumerable<DistrictGate> All() =>
        from gate in Enumerable.Range(0, PlaceList.Gates.Length)
        from street in Enumerable.Range(0, Streets.Length)
        from community in Enumerable.Range(0, Communities[street].Length)
        select GateOf(street, community, gate);

    private static DistrictGate GateOf(int street, int community, int gate)
    {
        var id = $"g-{street + 1:000}-{community + 1:000}-{PlaceList.Gates[gate].Id}";
        var place = new Place(PlaceList.District, StreetCode(street), CommunityCode(street, community));
        var kind = (street + community + gate) % 9 == 4 ? GateKind.Vehicle : GateKind.Pedestrian;
        return new DistrictGate(
            GateId.Parse(id), place, new LocalName(PlaceList.Gates[gate].Zh, PlaceList.Gates[gate].En), kind,
            Stories.GetValueOrDefault(id), 260 + (((street * 37) + (community * 53) + (gate * 17)) % 9 * 90));
    }
}
