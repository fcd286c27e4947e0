using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Web.Screenings;

/// <summary>One stored screening; temperatures in °C, null where there was none.</summary>
/// <param name="TimeErrorUs">The largest error that the time may have, microseconds.</param>
/// <param name="AmbientC">The sensor's own temperature.</param>
/// <param name="AirC">By the gate's air sensor; null also where none is fitted.</param>
/// <param name="FirstSeq">Seq of this person's first attempt; its own when this is it.</param>
/// <param name="Excluded">Not counted: of an hour in which the thermometer could not be relied on.</param>
public sealed record ScreeningItem(
    string Gate,
    string Stream,
    long Seq,
    DateTimeOffset Time,
    long TimeErrorUs,
    bool Maintenance,
    string District,
    string Street,
    string Community,
    ScreeningOutcome Outcome,
    ScreeningQuality Quality,
    ScreeningReason Reason,
    double? BodyC,
    double? SurfaceC,
    double? AmbientC,
    double? AirC,
    double ThresholdC,
    int Samples,
    int DwellMs,
    BodyModel Model,
    int ModelVersion,
    long FirstSeq,
    bool Excluded)
{
    public static ScreeningItem Of(StoredRecord stored, ExcludedHours excluded)
    {
        var record = (Screening)stored.Record;
        return new ScreeningItem(
            stored.Gate.Value,
            stored.Stream.ToString(),
            record.Seq,
            record.Time.Instant,
            record.Time.ErrorMicroseconds,
            record.Maintenance,
            stored.Place.District,
            stored.Place.Street,
            stored.Place.Community,
            record.Outcome,
            record.Quality,
            record.Reason,
            record.BodyCentiC / 100.0,
            record.SurfaceCentiC / 100.0,
            record.AmbientCentiC / 100.0,
            record.AirCentiC / 100.0,
            record.ThresholdCentiC / 100.0,
            record.SampleCount,
            record.DwellMs,
            record.Model,
            record.ModelVersion,
            record.FirstSeq ?? record.Seq,
            excluded.Holds(stored.Gate.Value, record.Time.Instant.ToUnixTimeSeconds()));
    }
}

/// <param name="Next">Give this as `cursor` for what follows; null at the end.</param>
public sealed record ScreeningPage(IReadOnlyList<ScreeningItem> Items, string? Next);
