namespace Checkpoint.Gateway.Doctor;

/// <summary>A report for a terminal: one line a check, what to do below it.</summary>
internal static class DoctorText
{
    /// <summary>As wide as the longest name.</summary>
    private const int NameWidth = 20;

    public static string Of(Finding finding)
    {
        var name = finding.Check.Replace('_', ' ');
        var line = $"{Mark(finding.Result)}  {name.PadRight(NameWidth)}  {finding.Seen}";
        return finding.Advice is { } advice ? $"{line}{Environment.NewLine}{new string(' ', NameWidth + 8)}-> {advice}" : line;
    }

    public static string Sum(DoctorReport report)
    {
        int Count(FindingResult result) => report.Checks.Count(finding => finding.Result == result);
        return $"{Count(FindingResult.Pass)} passed, {Words.Count(Count(FindingResult.Warn), "warning", "warnings")}, "
            + Words.Count(Count(FindingResult.Fail), "failure", "failures");
    }

    private static string Mark(FindingResult result) => result switch
    {
        FindingResult.Pass => "pass",
        FindingResult.Warn => "WARN",
        _ => "FAIL",
    };
}
