using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Settings;

/// <summary>The section <c>warnings</c>.</summary>
internal static class WarningFields
{
    /// <param name="reportsAt">When reports are issued: days are evaluated then, unless it is said otherwise.</param>
    /// <param name="folder">What paths are relative to.</param>
    public static WarningPlan Read(JsonFields fields, TimeOnly reportsAt, string folder)
    {
        var defaults = new WarningPlan();
        var plan = new WarningPlan
        {
            EvaluateAt = fields.TimeOfDay("evaluateAt", reportsAt, ReportOptions.Earliest),
            LookBackDays = (int)fields.Integer("lookBackDays", defaults.LookBackDays, 1, 31),
            LookAgain = TimeSpan.FromMinutes(fields.Integer("lookAgainMinutes", (long)defaults.LookAgain.TotalMinutes, 5, 1_440)),
            ReopenDays = (int)fields.Integer("reopenDays", defaults.ReopenDays, 1, 31),
            Statistics = ReadStatistics(fields),
            Telling = WebhookFields.Read(fields, folder),
        };
        fields.Finish();
        return plan;
    }

    private static WarningOptions ReadStatistics(JsonFields fields)
    {
        var defaults = new WarningOptions();
        return new WarningOptions
        {
            Methods = fields.Choices("methods", [.. defaults.Methods]),
            Alpha = fields.Number("alpha", defaults.Alpha, 1e-6, 0.05),
            ShareSpread = fields.Number("shareSpread", defaults.ShareSpread, 0, 1),
            FalseDiscoveryRate = fields.Number("falseDiscoveryRate", defaults.FalseDiscoveryRate, 0.001, 1),
            LeastCoverage = fields.Number("leastCoverage", defaults.LeastCoverage, 0.1, 1),
            MinSigma = fields.Number("minSigma", defaults.MinSigma, 0.1, 10),
            EarsThreshold = fields.Number("earsThreshold", defaults.EarsThreshold, 1, 10),
            C3Threshold = fields.Number("c3Threshold", defaults.C3Threshold, 1, 20),
            CusumReference = fields.Number("cusumReference", defaults.CusumReference, 0, 5),
            CusumDecision = fields.Number("cusumDecision", defaults.CusumDecision, 1, 20),
        };
    }
}
