using System.Globalization;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Gateway.Replay;

/// <summary>What the lane has worked out, for a technician to read.</summary>
public static class PlainWords
{
    /// <summary>Null for what only lamps have to know.</summary>
    public static string? Of(LaneFact fact) => fact switch
    {
        AttemptDecided decided => Of(decided),
        MovementEnded movement => $"passage {WireName.Of(movement.Direction)}, {WireName.Of(movement.End)}{For(movement.Person)}",
        VerdictEntered entered => $"volunteer: {(entered.IsFever ? "fever" : "normal")}{For(entered.Person)}",
        ReleaseAsked asked => asked.IsGranted ? "vehicle released" : "vehicle not released: somebody in it is not found normal",
        Happened happened => $"event {WireName.Of(happened.Type)}{(happened.Detail.Length > 0 ? $": {happened.Detail}" : "")}",
        _ => null,
    };

    /// <summary>Why an attempt came out as it did.</summary>
    public static string Of(ScreeningReason reason) => reason switch
    {
        ScreeningReason.None => "nothing stands against it",
        ScreeningReason.TooFewSamples => "too few good readings",
        ScreeningReason.NoPlateau => "the readings never settled: stand still, forehead free, the right distance away",
        ScreeningReason.BodyBelowRange => "colder than a body: cold skin, or no forehead before the sensor",
        ScreeningReason.BodyAboveRange => "warmer than a body",
        ScreeningReason.SensorTooCold => "the sensor is colder than it measures people well: warm its housing",
        ScreeningReason.SensorTooWarm => "the sensor is warmer than it measures people well",
        ScreeningReason.SensorTemperatureDrifting => "the sensor's own temperature is changing",
        ScreeningReason.NearThreshold => "too near the threshold to say",
        ScreeningReason.FeverUnconfirmed => "fever, to be confirmed by a second attempt",
        ScreeningReason.RetriesExhausted => "no attempt gave a verdict",
        ScreeningReason.SensorFault => "the sensor does not answer",
        ScreeningReason.LeftTooEarly => "went before the readings were complete",
        ScreeningReason.NotRecorded => "could not be recorded",
        ScreeningReason.SensorDoubtful => "the sensor is not to be trusted; an event says why",
        ScreeningReason.NotAcclimatised => "may have come from the cold too lately: skin so cold hides a fever",
        ScreeningReason.SensorNotMedical => "the sensor is no medical part and not calibrated: a hint only",
        ScreeningReason.AirTooCold => "the air is colder than the model holds for",
        ScreeningReason.SensorTemperatureUnknown => "too soon after the start to know whether the sensor is steady",
        _ => WireName.Of(reason),
    };

    private static string Of(AttemptDecided decided)
    {
        var verdict = decided.Verdict;
        return $"person {decided.Person}, attempt {decided.Number}: {WireName.Of(verdict.Outcome)}, {WireName.Of(verdict.Quality)}: {Of(verdict.Reason)}"
            + $" (body {Celsius(verdict.BodyCentiC)}, surface {Celsius(verdict.SurfaceCentiC)}, sensor {Celsius(verdict.AmbientCentiC)}"
            + $"{(verdict.AirCentiC is { } air ? $", air {Celsius(air)}" : "")}, {verdict.SampleCount} readings)";
    }

    private static string For(long? person) => person is { } known ? $", by person {known}'s screening" : "";

    private static string Celsius(int? centiC) =>
        centiC is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 100.0:0.00} °C") : "none";
}
