using System.Text.Json.Serialization;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>What gates have counted; in a comparison, the differences.</summary>
/// <param name="Persons">Verdicts: normal, fever and manual. Retries are attempts of the same persons.</param>
/// <param name="ScreenedFevers">Verdicts of the gate.</param>
/// <param name="ConfirmedFevers">Volunteers' verdicts by contact thermometer, counted when they were given.</param>
/// <param name="FoundNormal">As those, the other way.</param>
/// <param name="Manual">Persons on whom the gate could give no verdict.</param>
public sealed record ReportCounts(
    long Persons, long ScreenedFevers, long ConfirmedFevers, long FoundNormal, long Retries, long Manual, long Inward, long Outward)
{
    public static readonly ReportCounts None = new(0, 0, 0, 0, 0, 0, 0, 0);

    [JsonIgnore]
    public bool AreZero => this == None;

    /// <summary>Neither a gate nor a volunteer has found a fever.</summary>
    [JsonIgnore]
    public bool HasNoFever => ScreenedFevers == 0 && ConfirmedFevers == 0;

    public static ReportCounts Of(SummarySum sum) => new(
        sum.Normal + sum.Fever + sum.Manual, sum.Fever, sum.ManualFever, sum.ManualNormal, sum.Retry, sum.Manual, sum.Inward, sum.Outward);

    /// <summary>Null for none at all: nothing counted is not zero.</summary>
    public static ReportCounts? Sum(IEnumerable<ReportCounts?> counts) => counts.Aggregate(
        (ReportCounts?)null, (sum, one) => one is null ? sum : (sum ?? None).Plus(one));

    public ReportCounts Plus(ReportCounts other) => new(
        Persons + other.Persons,
        ScreenedFevers + other.ScreenedFevers,
        ConfirmedFevers + other.ConfirmedFevers,
        FoundNormal + other.FoundNormal,
        Retries + other.Retries,
        Manual + other.Manual,
        Inward + other.Inward,
        Outward + other.Outward);

    public ReportCounts Minus(ReportCounts other) => Plus(new ReportCounts(
        -other.Persons,
        -other.ScreenedFevers,
        -other.ConfirmedFevers,
        -other.FoundNormal,
        -other.Retries,
        -other.Manual,
        -other.Inward,
        -other.Outward));
}
