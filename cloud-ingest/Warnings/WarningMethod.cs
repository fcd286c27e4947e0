namespace Checkpoint.CloudIngest.Warnings;

/// <summary>How fevers are held against what is usual.</summary>
public enum WarningMethod
{
    /// <summary>EARS C1: the day against the seven before it.</summary>
    C1 = 1,

    /// <summary>EARS C2: the day against seven days, two days back.</summary>
    C2 = 2,

    /// <summary>EARS C3: three days of C2 together.</summary>
    C3 = 3,

    /// <summary>The day's share of fevers against fourteen days, two days back.</summary>
    BetaBinomial = 4,

    /// <summary>The same of three days together.</summary>
    BetaBinomialThreeDays = 5,

    /// <summary>A small rise that lasts.</summary>
    Cusum = 6,
}
