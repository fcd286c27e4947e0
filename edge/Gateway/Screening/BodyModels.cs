using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Screenings;

/// <summary>From forehead to body temperature. Estimates for screening, not clinically validated.</summary>
public static class BodyModels
{
    /// <summary>Below it the heat balance is not known to hold; colder surroundings are taken as this, °C.</summary>
    public const double HeatBalanceLeastAmbientC = 10;

    /// <summary>Below -25.6 °C the reference's lower branch falls as the forehead warms; it is used down to here, °C.</summary>
    public const double MelexisLeastAmbientC = 0;

    /// <summary>The coldest surroundings for which a model holds, °C.</summary>
    public static double LeastAmbientC(BodyModel model) =>
        model == BodyModel.MelexisReference ? MelexisLeastAmbientC : HeatBalanceLeastAmbientC;

    /// <summary>Goes into each record, and up with every change of a formula here.</summary>
    public const int Version = 1;

    /// <summary>The configured model; colder surroundings than it holds for are taken as the coldest that it does. °C.</summary>
    public static double Estimate(double foreheadC, double ambientC, ScreeningOptions options)
    {
        var within = Math.Max(ambientC, LeastAmbientC(options.Model));
        return options.Model == BodyModel.MelexisReference
            ? MelexisReference(foreheadC, within)
            : HeatBalance(foreheadC, within, options.HeatBalanceK);
    }

    /// <summary>T = Ts + k (Ts - Ta), after US patent 6056435.</summary>
    public static double HeatBalance(double foreheadC, double ambientC, double k) => foreheadC + (k * (foreheadC - ambientC));

    /// <summary>
    /// Melexis' reference curve (by way of Sekorm, 2020-04-13, "reference only"): a band of normal foreheads that moves
    /// with the surroundings, mapped to 36.3 to 36.8 °C, and a slope on each side of it.
    /// </summary>
    public static double MelexisReference(double foreheadC, double ambientC)
    {
        var fromRoom = ambientC - 25;
        var low = 32.66 + (fromRoom * (ambientC <= 25 ? 0.186 : 0.0864));
        var high = 34.84 + (fromRoom * (ambientC <= 25 ? 0.148 : 0.1));
        if (foreheadC > high)
            return 36.8 + ((0.829320617815896 + (0.0023644335442161 * ambientC)) * (foreheadC - high));
        return foreheadC < low
            ? 36.3 + ((0.551658272522697 + (0.0215250684640259 * ambientC)) * (foreheadC - low))
            : 36.3 + (0.5 * (foreheadC - low) / (high - low));
    }
}
