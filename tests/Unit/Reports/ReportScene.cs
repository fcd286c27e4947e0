using System.Collections.Immutable;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Reports;

/// <summary>
/// One district of two streets with two communities each, and what its gates told. 2026-02-10 in Shanghai unless another zone
/// is asked for.
/// </summary>
internal sealed class ReportScene(string zone = "Asia/Shanghai")
{
    public const string West = "230103001001";
    public const string East = "230103001002";
    public const string South = "230103002001";

    private readonly List<RegisteredGate> _gates = [];

    private readonly List<PlacedHour> _hours = [];

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(zone);

    public ReportDay Day => new(new DateOnly(2026, 2, 10), Zone);

    public List<WaitingGate> Waiting { get; } = [];

    /// <summary>Null: seven in the morning after the day asked for.</summary>
    public DateTimeOffset? KnownAt { get; set; }

    public GateRegistry Registry => new(
        [
            new District("230103", Name("南岗区"), [
                new Street("230103001", Name("花园街道"), [new Community(West, Name("西社区")), new Community(East, Name("东社区"))]),
                new Street("230103002", Name("南街道"), [new Community(South, Name("南社区"))]),
            ]),
        ],
        _gates);

    public ReportScene Gate(string id, string community = West, string? from = null, params ReadOnlySpan<Closure> closures)
    {
        _gates.Add(new RegisteredGate(GateId.Parse(id), [At(from ?? "2026-01-01T00:00:00+08:00", community)]) { Closures = [.. closures] });
        return this;
    }

    public ReportScene Moves(string id, params (string From, string Community)[] places)
    {
        _gates.Add(new RegisteredGate(GateId.Parse(id), [.. places.Select(place => At(place.From, place.Community))]));
        return this;
    }

    /// <summary>Whole hours of a day, each with full service and these counts.</summary>
    public ReportScene Tells(
        string gate, ReportDay day, Func<int, bool>? hours = null, string community = West, long normal = 0, long fever = 0, long confirmed = 0, long manual = 0, long service = 3600)
    {
        foreach (var (start, hour) in day.HourStarts.Select((start, hour) => (start, hour)).Where(one => hours?.Invoke(one.hour) ?? true))
        {
            _hours.Add(new PlacedHour(community, new SummarySum
            {
                StartSeconds = start, Code = gate, Normal = normal, Fever = fever, ManualFever = confirmed, Manual = manual, InServiceSeconds = service,
            }));
        }

        return this;
    }

    public ReportFacts Facts(ReportDay? day = null) => new(
        Registry,
        _hours,
        _hours.GroupBy(hour => (hour.Sum.Code, hour.Sum.StartSeconds)).ToDictionary(hour => hour.Key, hour => hour.Sum(one => one.Sum.InServiceSeconds)),
        Waiting,
        KnownAt ?? DateTimeOffset.FromUnixTimeSeconds((day ?? Day).EndSeconds).AddHours(7));

    public DailyReport Report(string code = West, ReportDay? day = null) =>
        DailyReports.Make(ReportArea.Find(Registry, code)!, day ?? Day, Facts(day));

    public static LocalName Name(string zh) => new(zh, zh);

    public static DateTimeOffset Clock(string text) => DateTimeOffset.Parse(text, null);

    private static Assignment At(string from, string community) => new(
        Clock(from), new Place(community[..6], community[..9], community), GateKind.Pedestrian, Name("门"));
}
