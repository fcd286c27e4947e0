namespace Checkpoint.DeviceSim.World;

/// <summary>What an infrared thermometer makes of a view that is not all of one temperature.</summary>
internal static class Optics
{
    private const double ZeroCelsiusK = 273.15;

    /// <summary>Radiation adds up (fourth powers in kelvin), temperatures don't.</summary>
    /// <param name="share">Of the view that the second fills, 0 to 1.</param>
    public static double MixedC(double firstC, double secondC, double share)
    {
        var sum = ((1 - share) * Math.Pow(firstC + ZeroCelsiusK, 4)) + (share * Math.Pow(secondC + ZeroCelsiusK, 4));
        return Math.Pow(sum, 0.25) - ZeroCelsiusK;
    }
}
