using System.Globalization;
using Checkpoint.Contract.Records;

namespace Checkpoint.DeviceSim.Figures;

/// <summary>Numbers and names as page and plot write them.</summary>
internal static class FigureFormat
{
    private const string Nobody = "–";

    /// <summary>In steps of 0.1 %.</summary>
    public static string Percent(Share share) => share.Total == 0 ? Nobody : Percent(share.Value);

    /// <summary>With its interval.</summary>
    public static string PercentAndInterval(Share share)
    {
        var (least, most) = share.Interval();
        return share.Total == 0 ? Nobody : $"{Percent(share)} ({Percent(least)}–{Percent(most)})";
    }

    /// <summary>In steps of 0.1 s.</summary>
    public static string Seconds(GroupTally group) => group.People == 0 ? Nobody : Number(group.SecondsEach, "0.0");

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A typographer's minus, which a table does not break before.</summary>
    public static string Celsius(double celsius) => (celsius < 0 ? "−" : "") + Number(Math.Abs(celsius), "0");

    public static string NameOf(BodyModel model) => model == BodyModel.MelexisReference ? "Melexis" : "heat balance";

    private static string Percent(double share) => Number(100 * share, "0.0");
}
