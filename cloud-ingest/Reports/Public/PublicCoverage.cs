namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>As <see cref="Coverage"/>; how many found no fever is not told, since it would tell counts that are hidden.</summary>
public sealed record PublicCoverage(int Expected, int Reported, int Partial, int Silent, int KnownOff, bool Complete)
{
    public static PublicCoverage Of(Coverage coverage) => new(
        coverage.Expected, coverage.Reported + coverage.ReportedZero, coverage.Partial, coverage.Silent, coverage.KnownOff, coverage.Complete);
}
