namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>A way to be warned, of which there are figures.</summary>
public enum WatchRule
{
    // Each method by itself, with its published settings.
    C1 = 1,
    C2 = 2,
    C3 = 3,
    Cusum = 4,
    BetaBinomial = 5,
    BetaBinomialThreeDays = 6,

    /// <summary>The service as it is unless told otherwise.</summary>
    Service = 7,

    /// <summary>As the service was before this study: the share taken to be the same every day, false discovery rate 5 %.</summary>
    Former = 8,

    /// <summary>As the service, with a false discovery rate of 5 %.</summary>
    LooserDiscovery = 9,

    /// <summary>As the service, and C2 warns as well.</summary>
    WithC2 = 10,
}
