namespace Checkpoint.CloudIngest.Reports;

/// <summary>
/// The zero report: that nobody had a fever. Claimed only when every gate expected has told its whole day and none has a
/// fever; else it is "zero from n of m gates".
/// </summary>
/// <param name="ZeroGates">n: gates that told a whole day without fever.</param>
/// <param name="ExpectedGates">m.</param>
/// <param name="Undecided">Persons whom a gate sent to a volunteer and whose verdict has not come: a zero does not count them in.</param>
public sealed record ZeroClaim(bool Claimed, int ZeroGates, int ExpectedGates, long Undecided)
{
    public static ZeroClaim Of(Coverage coverage, ReportCounts? total) => new(
        coverage.Complete && total is { HasNoFever: true },
        coverage.ReportedZero,
        coverage.Expected,
        total is null ? 0 : Math.Max(0, total.ScreenedFevers + total.Manual - total.ConfirmedFevers - total.FoundNormal));
}
