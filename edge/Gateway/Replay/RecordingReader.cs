using System.Globalization;
using Checkpoint.Contract;
using Checkpoint.Contract.Csv;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Replay;

/// <summary>
/// Reads a recording of samples and edges, one moment a row: <c>at_ms</c> from its begin; <c>line</c> and <c>active</c> (0 or 1)
/// for an edge; <c>surface_c</c>, and <c>ambient_c</c> where the sensor's own temperature was read too, or <c>fault</c>
/// instead, for a sample; <c>air_c</c>, <c>outdoor_c</c> for the air sensors. Columns may be left out and stand in any order.
/// </summary>
public static class RecordingReader
{
    private const long MicrosecondsPerMillisecond = 1000;

    /// <summary>A year: what is later is a mistake in the unit.</summary>
    private const double MostMilliseconds = 365 * 86_400_000.0;

    /// <exception cref="CsvException">A row can't be read; those before it have been given.</exception>
    public static IEnumerable<RecordedMoment> Read(TextReader text)
    {
        using var table = new CsvTable(text, "at_ms");
        var last = 0L;
        while (table.Read())
        {
            var at = At(table, last);
            last = at;
            yield return new RecordedMoment(at, Edge(table), Air(table), Sample(table));
        }
    }

    private static long At(CsvTable table, long last)
    {
        var milliseconds = table.Number("at_ms") ?? throw table.Fault("at_ms", "is empty");
        if (milliseconds is < 0 or > MostMilliseconds)
            throw table.Fault("at_ms", string.Create(CultureInfo.InvariantCulture, $"{milliseconds} is not between 0 and {MostMilliseconds}"));
        var at = (long)Math.Round(milliseconds * MicrosecondsPerMillisecond);
        return at >= last ? at : throw table.Fault("at_ms", "is earlier than the row before");
    }

    private static (LaneLine, bool)? Edge(CsvTable table)
    {
        if (table.Text("line") is not { } name)
            return table.Text("active") is null ? null : throw table.Fault("line", "is empty, but active is not");
        if (!WireName.TryParse<LaneLine>(name, out var line))
            throw table.Fault("line", $"'{name}' is not one of {string.Join(", ", Enum.GetValues<LaneLine>().Select(WireName.Of))}");
        return table.Text("active") switch
        {
            "0" => (line, false),
            "1" => (line, true),
            var other => throw table.Fault("active", $"'{other}' is not 0 or 1"),
        };
    }

    private static AirSample? Air(CsvTable table)
    {
        var (air, outdoor) = (Reading(table, "air_c", -4000, 8500), Reading(table, "outdoor_c", -6000, 8500));
        return air is null && outdoor is null ? null : new AirSample(air, outdoor);
    }

    private static SensorSample? Sample(CsvTable table)
    {
        var surface = Reading(table, "surface_c", RecordLimits.MinSurfaceCentiC, RecordLimits.MaxSurfaceCentiC);
        var ambient = Reading(table, "ambient_c", RecordLimits.MinAmbientCentiC, RecordLimits.MaxAmbientCentiC);
        if (table.Text("fault") is { } name)
        {
            if (!WireName.TryParse<SensorFailure>(name, out var failure) || failure == SensorFailure.None)
                throw table.Fault("fault", $"'{name}' is not one of {string.Join(", ", Enum.GetValues<SensorFailure>()[1..].Select(WireName.Of))}");
            return new SensorSample(surface ?? SensorReading.Bad(failure), ambient ?? SensorReading.Bad(failure));
        }

        if (surface is null && ambient is not null)
            throw table.Fault("surface_c", "is empty, but ambient_c is not");
        return surface is { } good ? new SensorSample(good, ambient) : null;
    }

    private static SensorReading? Reading(CsvTable table, string name, int leastCentiC, int mostCentiC)
    {
        if (table.Number(name) is not { } celsius)
            return null;
        var centiC = Math.Round(celsius * 100, MidpointRounding.AwayFromZero);
        return centiC >= leastCentiC && centiC <= mostCentiC
            ? SensorReading.Good((int)centiC)
            : throw table.Fault(name, string.Create(
                CultureInfo.InvariantCulture, $"{celsius} is not between {leastCentiC / 100.0} and {mostCentiC / 100.0}"));
    }
}
