using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.World;

namespace Checkpoint.DeviceSim.History;

/// <summary>
/// An invented district of three streets and twelve communities, and what its gates have been through, counted in days back from
/// today. Whatever it shows is somebody's to notice: the reader of a report, of a trend or of a warning.
/// </summary>
/// <param name="from">When the history begins: local midnight of a day.</param>
/// <param name="today">Local midnight.</param>
internal sealed class DemoTown(DateTimeOffset from, DateTimeOffset today)
{
    private const int LiveWithPast = 4;

    private const string CommunityWord = "社区";

    private const string Riverside = "230103001";
    private const string Birchwood = "230103002";
    private const string NorthStation = "230103003";

    public static readonly SitePlace District = new("230103", "示范区", "Demo District")
    {
        Parts =
        [
            Street(Riverside, "江畔街道", "Riverside Street", ("示范社区", "Demo Community"), ("柳堤社区", "Willow Bank"), ("渡口社区", "Ferry Landing"), ("灯塔社区", "Lighthouse")),
            Street(Birchwood, "桦林街道", "Birchwood Street", ("白桦社区", "White Birch"), ("松林社区", "Pine Grove"), ("鹿苑社区", "Deer Park"), ("清泉社区", "Clear Spring")),
            Street(NorthStation, "北站街道", "North Station Street", ("站前社区", "Station Front"), ("铁路社区", "Railway"), ("机车厂社区", "Locomotive Works"), ("货场社区", "Freight Yard")),
        ],
    };

    /// <param name="live">Gates that are run for real: the first few have a history, on a board that was replaced.</param>
    public IReadOnlyList<GatePast> Gates(IReadOnlyList<SiteGate> live) =>
    [
        .. live.Take(LiveWithPast).Select((gate, i) => new GatePast(Named(gate, i)) { IsReplaced = true }),
        .. RiversideGates(), .. BirchwoodGates(), .. NorthStationGates(),
    ];

    /// <summary>As the registry has it: live gates stand in the demo community, those without a past since today.</summary>
    public SiteGate Named(SiteGate gate, int index)
    {
        var (chinese, english) = gate.Kind switch
        {
            GateKind.Vehicle => ("车行门", "Vehicle Gate"),
            GateKind.Door => ("单元门", "Building Door"),
            _ => ("步行门", "Pedestrian Gate"),
        };
        return gate with { From = index < LiveWithPast ? from : today, Chinese = $"{chinese}{index + 1}", English = $"{english} {index + 1}" };
    }

    private IEnumerable<GatePast> RiversideGates() =>
    [
        Gate("willow-main", Riverside + "002", GateKind.Pedestrian, "正门", "Main Gate", 380),
        Gate("willow-cars", Riverside + "002", GateKind.Vehicle, "车行门", "Vehicle Gate", 130),
        Gate("ferry-main", Riverside + "003", GateKind.Pedestrian, "正门", "Main Gate", 340),
        Closed(Gate("ferry-east", Riverside + "003", GateKind.Pedestrian, "东门", "East Gate", 160), Ago(12, 8), null, "道路施工 road works"),
        // Few people and no fever: day after day its report is zero.
        Gate("lighthouse", Riverside + "004", GateKind.Pedestrian, "正门", "Main Gate", 110) with { FeverShare = 0 },
    ];

    private IEnumerable<GatePast> BirchwoodGates()
    {
        // Something goes round here since a week.
        var outbreak = new Outbreak(today.AddDays(-7), 6);
        GatePast[] gates =
        [
            // A poor heater: in the coldest nights the thermometer is too cold to decide.
            Gate("birch-main", Birchwood + "001", GateKind.Pedestrian, "正门", "Main Gate", 420) with { ColdLeak = 0.35 },
            Gate("birch-door", Birchwood + "001", GateKind.Door, "3号单元门", "Building 3 Door", 90),
            Gate("pine-main", Birchwood + "002", GateKind.Pedestrian, "正门", "Main Gate", 360),
            // Its connection is down since the evening before yesterday; what it kept comes late.
            Gate("pine-south", Birchwood + "002", GateKind.Pedestrian, "南门", "South Gate", 240) with { OfflineFrom = Ago(2, 17.7) },
            Gate("deer-main", Birchwood + "003", GateKind.Pedestrian, "正门", "Main Gate", 310),
            Gate("deer-cars", Birchwood + "003", GateKind.Vehicle, "车行门", "Vehicle Gate", 110),
            Gate("spring-main", Birchwood + "004", GateKind.Pedestrian, "正门", "Main Gate", 330),
            // Set up ten days ago.
            Gate("spring-north", Birchwood + "004", GateKind.Pedestrian, "北门", "North Gate", 180, Ago(10, 9)),
        ];
        return gates.Select(gate => gate with { Outbreak = outbreak });
    }

    private IEnumerable<GatePast> NorthStationGates() =>
    [
        Gate("station-main", NorthStation + "001", GateKind.Pedestrian, "正门", "Main Gate", 450),
        // Silent since three days: nobody knows why.
        Gate("station-west", NorthStation + "001", GateKind.Pedestrian, "西门", "West Gate", 200) with { LastAt = Ago(3, 14.35) },
        // Read too warm for two days, until a technician came: fevers that no contact thermometer confirmed.
        Gate("railway-main", NorthStation + "002", GateKind.Pedestrian, "正门", "Main Gate", 350) with
        {
            SensorError = (new Stretch(Ago(9, 11), Ago(7, 10.1)), 0.5),
            Notes = [(Ago(7, 10), GateEventType.MaintenanceOn), (Ago(7, 10.2), GateEventType.MaintenanceOff)],
        },
        Gate("works-main", NorthStation + "003", GateKind.Pedestrian, "正门", "Main Gate", 300),
        Closed(Gate("works-cars", NorthStation + "003", GateKind.Vehicle, "车行门", "Vehicle Gate", 120), Ago(20, 22), Ago(18, 6), "围栏维修 fence repair"),
        Gate("freight-main", NorthStation + "004", GateKind.Pedestrian, "正门", "Main Gate", 260) with
        {
            PowerCuts = [new Stretch(Ago(5, 2.2), Ago(5, 7.6))],
        },
        Gate("freight-door", NorthStation + "004", GateKind.Door, "宿舍门", "Dormitory Door", 100),
    ];

    /// <param name="chinese">Follows the community's name, as does the English one.</param>
    private GatePast Gate(
        string id, string community, GateKind kind, string chinese, string english, double peopleADay, DateTimeOffset? setUp = null)
    {
        var place = District.Parts.SelectMany(street => street.Parts).First(part => part.Code == community);
        var gate = new SiteGate(GateId.Parse(id), kind)
        {
            Community = community,
            Chinese = place.Chinese.Replace(CommunityWord, "", StringComparison.Ordinal) + chinese,
            English = $"{place.English} {english}",
            From = setUp > from ? setUp.Value : from,
        };
        return new GatePast(gate) { PeopleADay = peopleADay };
    }

    private static GatePast Closed(GatePast past, DateTimeOffset at, DateTimeOffset? until, string reason) =>
        past with { Gate = past.Gate with { Closures = [new SiteClosure(at, until, reason)] } };

    private DateTimeOffset Ago(int days, double hour) => today.AddDays(-days).AddHours(hour);

    private static SitePlace Street(string code, string chinese, string english, params (string Chinese, string English)[] communities) =>
        new(code, chinese, english)
        {
            Parts = [.. communities.Select((name, i) => new SitePlace($"{code}00{i + 1}", name.Chinese, name.English))],
        };
}
