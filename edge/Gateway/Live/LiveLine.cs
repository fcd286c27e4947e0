using System.Text.Json.Serialization;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Live;

/// <summary>What a watcher is told, one JSON object a line. Temperatures in 0.01 °C, null where there is none.</summary>
/// <param name="AtUs">CLOCK_BOOTTIME, microseconds.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Sample), "sample")]
[JsonDerivedType(typeof(Air), "air")]
[JsonDerivedType(typeof(Level), "line")]
[JsonDerivedType(typeof(Fact), "fact")]
[JsonDerivedType(typeof(Lamps), "lamps")]
[JsonDerivedType(typeof(Sensor), "sensor")]
[JsonDerivedType(typeof(Maintenance), "maintenance")]
[JsonDerivedType(typeof(Lost), "lost")]
[JsonDerivedType(typeof(Refused), "refused")]
internal abstract record LiveLine(long AtUs)
{
    /// <summary>One reading of the thermometer.</summary>
    /// <param name="BodyCentiC">What a body with that forehead would have; only an estimate, and no decision.</param>
    /// <param name="Failure">Why there is no reading.</param>
    public sealed record Sample(long AtUs, int? SurfaceCentiC, int? AmbientCentiC, int? BodyCentiC, SensorFailure? Failure) : LiveLine(AtUs);

    public sealed record Air(long AtUs, int? VestibuleCentiC, int? OutdoorCentiC) : LiveLine(AtUs);

    /// <summary>A line has changed, or is as it is told.</summary>
    public sealed record Level(long AtUs, LaneLine Line, bool IsActive) : LiveLine(AtUs);

    /// <summary>What the lane has worked out, in plain words.</summary>
    public sealed record Fact(long AtUs, string Text) : LiveLine(AtUs);

    /// <summary>What is lit, sounds and is open.</summary>
    public sealed record Lamps(long AtUs, IReadOnlyList<PanelSignals> Lit) : LiveLine(AtUs);

    /// <summary>Which sensor measures.</summary>
    /// <param name="Doubt">Why it was not trusted when it was looked at last; null if it was.</param>
    public sealed record Sensor(long AtUs, string Description, string? Doubt) : LiveLine(AtUs);

    public sealed record Maintenance(long AtUs, bool IsOn) : LiveLine(AtUs);

    /// <summary>The watcher was too slow for so many lines.</summary>
    public sealed record Lost(long AtUs, long Count) : LiveLine(AtUs);

    /// <summary>The watcher gets nothing, and why.</summary>
    public sealed record Refused(long AtUs, string Why) : LiveLine(AtUs);
}
