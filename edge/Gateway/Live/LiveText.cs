using System.Globalization;
using Checkpoint.Contract;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Gateway.Live;

/// <summary>What a watcher is told, as text for people.</summary>
internal static class LiveText
{
    /// <summary>One happening in one line, without its time.</summary>
    public static string Of(LiveLine line) => line switch
    {
        LiveLine.Sample { Failure: { } failure } => $"no reading: {WireName.Of(failure)}",
        LiveLine.Sample sample => $"surface {Celsius(sample.SurfaceCentiC)}{Named(", sensor", sample.AmbientCentiC)}{Named(", body about", sample.BodyCentiC)}",
        LiveLine.Air air => $"air {Celsius(air.VestibuleCentiC)}, outside {Celsius(air.OutdoorCentiC)}",
        LiveLine.Level level => $"line {WireName.Of(level.Line)} {(level.IsActive ? "active" : "inactive")}",
        LiveLine.Lamps lamps => $"lamps {Names(lamps.Lit)}",
        LiveLine.Sensor sensor => sensor.Description + (sensor.Doubt is { } doubt ? $"; not trusted: {doubt}" : ""),
        LiveLine.Maintenance maintenance => $"maintenance {(maintenance.IsOn ? "on" : "off")}",
        LiveLine.Lost lost => $"{lost.Count} lines lost: this terminal was too slow",
        LiveLine.Refused refused => refused.Why,
        LiveLine.Fact fact => fact.Text,
        _ => "",
    };

    public static string Names(IReadOnlyList<PanelSignals> lit) => lit.Count == 0 ? "none" : string.Join(" ", lit.Select(WireName.Of));

    public static string Celsius(int? centiC) =>
        centiC is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 100.0:0.00} °C") : "none";

    private static string Named(string name, int? centiC) => centiC is null ? "" : $"{name} {Celsius(centiC)}";
}
