using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Reports.Public;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>A community's zero report, signed, as the API's document shows it; and a district's day as anyone may see it.</summary>
internal static class ReportExamples
{
    private const string Community = "230103001001";

    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly DateOnly Day = new(2026, 2, 10);

    private static readonly DateTimeOffset Midnight = new(2026, 2, 10, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly DateTimeOffset Due = Midnight.AddHours(31);

    private static readonly LocalName Gate = new("西门", "West gate");

    private static readonly ReportArea Area = new(PlaceLevel.Community, Community, new LocalName("西社区", "West community"));

    private static readonly ReportCounts Counts = new(894, 0, 0, 31, 72, 31, 894, 806);

    private static readonly Coverage Whole = new(1, 0, 1, 0, 0, 0, 0);

    private static readonly DailyReport Report = new(
        Area,
        Day,
        "Asia/Shanghai",
        Midnight,
        Midnight.AddDays(1),
        Counts,
        Whole,
        new ZeroClaim(true, 1, 1, 0),
        new DayComparison(Day.AddDays(-1), Whole, Counts, ReportCounts.None, []),
        new DayComparison(Day.AddDays(-7), new Coverage(1, 0, 0, 0, 1, 0, 0), null, null, [Incomparable.ThatDayIncomplete]),
        [],
        [new GateLine("west-gate-1", Gate, Community, GateReportState.ReportedZero, Counts, 86_400, 86_395, [], [], null, [], null)],
        []);

    private static readonly ReportSignature Signed = new("li", Role.Official, Community, "李娜", Due.AddMinutes(25), true, null, Hash);

    public static IssueDocument Document { get; } =
        new(IssueDocument.SerialOf(Community, Day, 1), 1, Due, Due, false, IssueDocument.Schedule, null, Due, Report);

    public static ReportIssue Issue { get; } = new(
        Community, Day, 1, Document.Serial, Due, Due, false, IssueDocument.Schedule, null, Due, true, true, Hash, Signed);

    public static ReportList List { get; } = new([Issue], null);

    public static ReportVersions Versions { get; } =
        new(Area, Day, [Issue], 1, Report, Report, Due.AddHours(1), new ReportChanges(false, false, ReportCounts.None, []), null);

    public static IssueBody NewIssue { get; } = new(2, "The data of the east gate came three days late.");

    public static SignatureBody Signature { get; } = new(Hash, true, "李娜", null);

    public static PublicReport Public { get; } = new(
        new ReportArea(PlaceLevel.District, "230103", new LocalName("南岗区", "Nangang")),
        Day,
        "Asia/Shanghai",
        1,
        Due,
        Disclosure.Least,
        new PublicCounts(34_718, 102, 9, 2_650, 1_340, 34_718, 31_190),
        new PublicCoverage(1, 1, 0, 0, 0, true),
        new PublicComparison(Day.AddDays(-1), false, null, null),
        new PublicComparison(Day.AddDays(-7), false, null, null),
        [new PublicPart(PlaceLevel.Street, "230103001", new LocalName("花园街道", "Huayuan Street"), new PublicCounts(4_801, 21, null, 380, 190, 4_801, 4_310))],
        [new PublicGate("west-gate-1", Gate, Community, GateReportState.Reported, new PublicCounts(894, null, null, 72, 31, 894, 806), [], null)]);
}
