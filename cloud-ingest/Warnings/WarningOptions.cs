using System.Collections.Immutable;

namespace Checkpoint.CloudIngest.Warnings;

/// <summary>The settings of the statistical methods. Thresholds are the published ones where there are any.</summary>
public sealed record WarningOptions
{
    /// <summary>Which methods may warn, of gates and areas alike.</summary>
    public ImmutableArray<WarningMethod> Methods { get; init; } = [WarningMethod.BetaBinomial, WarningMethod.BetaBinomialThreeDays];

    /// <summary>
    /// σ is never taken for less: with a baseline of zeros a single fever would be infinitely many standard deviations
    /// above it. 0.5 or 1 (Burkom, by the manual of R's surveillance package).
    /// </summary>
    public double MinSigma { get; init; } = 0.5;

    /// <summary>C1 and C2 warn above this many standard deviations (Hutwagner 2003).</summary>
    public double EarsThreshold { get; init; } = 3;

    /// <summary>C3 warns above this sum of three days (Hutwagner 2003).</summary>
    public double C3Threshold { get; init; } = 2;

    /// <summary>The beta-binomial test warns where so many fevers or more would be less likely than this.</summary>
    public double Alpha { get; init; } = 0.001;

    /// <summary>
    /// By how much the share of fevers differs from one day to the next beyond chance, for the beta-binomial tests: coefficient of variation.
    /// </summary>
    public double ShareSpread { get; init; } = 0.25;

    /// <summary>
    /// Of the warnings of one district, level, method and day, as large a share may be false in the long run. Holds for tests
    /// that give a probability.
    /// </summary>
    public double FalseDiscoveryRate { get; init; } = 0.01;

    /// <summary>CUSUM: what a day may be above the mean, in standard deviations, without adding to the sum.</summary>
    public double CusumReference { get; init; } = 0.5;

    /// <summary>CUSUM: warns above this sum, and begins again at zero the day after.</summary>
    public double CusumDecision { get; init; } = 4;

    /// <summary>
    /// Of the seconds expected of a day's gates, the share that must be in service for its count to be taken for a whole day's.
    /// </summary>
    public double LeastCoverage { get; init; } = 0.9;
}
