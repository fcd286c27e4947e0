using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>One warning of a community, as the API's document shows it.</summary>
internal static class WarningExamples
{
    private const double Alpha = 0.001;

    private static readonly DateOnly Day = new(2026, 2, 10);

    private static readonly DateTimeOffset Morning = new(2026, 2, 11, 7, 0, 0, TimeSpan.FromHours(8));

    private static readonly AreaEvaluation Evaluation = new(
        new WarningArea(PlaceLevel.Community, "230103001001", new LocalName("西社区", "West community"), "230103001001"),
        EvaluationAnswer.Alarm,
        null,
        new AreaDay(Day, AreaDayState.Reported, 14, 5_210, 14, 0, 1),
        4.1,
        11,
        14,
        [new Signal(WarningMethod.BetaBinomial, 0.00012, Alpha, 0.00012, 0.0072, true, 14, 4.1, 5_210)]);

    private static readonly Warning Warning = new(
        7,
        Evaluation.Area,
        WarningState.Acknowledged,
        Day,
        new WarningAlarm(Day, Evaluation, Morning, Stands: true),
        1,
        Morning,
        "li",
        Morning.AddMinutes(20),
        null,
        null,
        null,
        [new WarningNote(Morning.AddMinutes(20), "li", NoteKind.Acknowledged, "A doctor is on the way.", null)]);

    public static WarningPage Page { get; } = new([WarningItem.Of(Warning, Alpha)], "7");

    public static WarningDetailItem Detail { get; } = WarningDetailItem.Of(
        new WarningDetail(
            Warning,
            [Warning.Last],
            [
                new ChartDay(Day.AddDays(-2), AreaDayState.Missing, null, null, null, null),
                new ChartDay(Day.AddDays(-1), AreaDayState.Reported, 4, 5_480, 4.3, 11),
                new ChartDay(Day, AreaDayState.Reported, 14, 5_210, 4.1, 11),
            ],
            []),
        Alpha);

    public static StandingPage Standing { get; } = new([StandingItem.Of(new AreaStanding(Evaluation, Morning, 7), Alpha)], null);

    public static IReadOnlyList<WebhookItem> Webhooks { get; } =
    [
        new(
            "duty-desk", "alerts.example.org", "230103", [PlaceLevel.District, PlaceLevel.Street], [WarningEvent.Opened, WarningEvent.Closed], 2, Morning,
            Morning.AddMinutes(-40), Morning.AddMinutes(3), WebhookOutcome.Status, "503"),
    ];

    public static AcknowledgementBody Acknowledgement { get; } = new("A doctor is on the way.");

    public static FollowUpBody FollowUp { get; } = new("Three of one family; swabs are taken.");

    public static ClosingBody Closing { get; } = new(Conclusion.Confirmed, "Influenza A in two families.");

    public static ReopeningBody Reopening { get; } = new("A third family.");
}
