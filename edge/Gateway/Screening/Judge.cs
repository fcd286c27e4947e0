using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// The decision, as a function of the attempt. It is taken on the very integers that go into the record, so that the record
/// explains its outcome.
/// </summary>
public static class Judge
{
    public static Verdict Decide(Attempt attempt, ScreeningOptions options)
    {
        // The chip's last word is 125.01 °C, which its datasheet and the record's limits call 125.
        if (attempt.AmbientCentiC > RecordLimits.MaxAmbientCentiC)
            attempt = attempt with { AmbientCentiC = RecordLimits.MaxAmbientCentiC };
        var measured = Measure(attempt, options);
        var reason = ReasonAgainst(attempt, measured, options);
        var outcome = OutcomeOf(measured.BodyCentiC, reason, options);
        var exhausted = outcome == ScreeningOutcome.Retry && attempt.Number > options.MaxRetries;
        return measured with
        {
            Outcome = exhausted ? ScreeningOutcome.Manual : outcome,
            Reason = exhausted ? ScreeningReason.RetriesExhausted : reason,
            Quality = IsClinical(reason) ? ScreeningQuality.Clinical : ScreeningQuality.Indicative,
            SaysFever = IsClinical(reason) && measured.BodyCentiC >= options.ThresholdCentiC,
        };
    }

    private static Verdict Measure(Attempt attempt, ScreeningOptions options)
    {
        var nothing = new Verdict(ScreeningOutcome.Retry, ScreeningReason.None, ScreeningQuality.Indicative)
        {
            AmbientCentiC = attempt.AmbientCentiC,
            SampleCount = Math.Min(attempt.SurfaceCentiC.Count, RecordLimits.MaxSamples),
        };
        var plateau = Plateau.Find(
            MedianFilter.OfThree(attempt.SurfaceCentiC),
            options.PlateauSamples,
            ScreeningOptions.CentiC(options.PlateauSpanC));
        return plateau is not { } found ? nothing : nothing with
        {
            SurfaceCentiC = found.MeanCentiC,
            SampleCount = found.Count,
            BodyCentiC = attempt.AmbientCentiC is { } ambient ? BodyOf(found.MeanCentiC, ambient, options) : null,
        };
    }

    /// <summary>Null where the formulas give what no record may hold: not a body by far.</summary>
    private static int? BodyOf(int surfaceCentiC, int ambientCentiC, ScreeningOptions options)
    {
        var forehead = SurfaceCorrection.Apply(surfaceCentiC / 100.0, ambientCentiC / 100.0, options);
        var body = BodyModels.Estimate(forehead, ambientCentiC / 100.0, options) * 100;
        return body is >= RecordLimits.MinBodyCentiC and <= RecordLimits.MaxBodyCentiC
            ? (int)Math.Round(body, MidpointRounding.AwayFromZero)
            : null;
    }

    /// <summary>The first thing that stands against a verdict, in the order in which each makes the next one meaningless.</summary>
    private static ScreeningReason ReasonAgainst(Attempt attempt, Verdict measured, ScreeningOptions options)
    {
        if (attempt.Failures > 0 && (attempt.SurfaceCentiC.Count == 0 || attempt.AmbientCentiC is null))
            return ScreeningReason.SensorFault;
        if (measured.SurfaceCentiC is not { } surface || attempt.AmbientCentiC is not { } ambient)
            return WhyNoPlateau(attempt, options);
        if (ambient < ScreeningOptions.CentiC(options.LeastAmbientC))
            return ScreeningReason.SensorTooCold;
        if (ambient > ScreeningOptions.CentiC(options.MostAmbientC))
            return ScreeningReason.SensorTooWarm;
        if (Math.Abs(attempt.DriftCPerMinute ?? 0) > options.MostDriftCPerMinute)
            return ScreeningReason.SensorTemperatureDrifting;
        return ReasonAgainst(measured.BodyCentiC, surface > ambient, attempt.EarlierFevers, options);
    }

    private static ScreeningReason ReasonAgainst(int? bodyCentiC, bool warm, int earlierFevers, ScreeningOptions options)
    {
        if (bodyCentiC is not { } body)
            return warm ? ScreeningReason.BodyAboveRange : ScreeningReason.BodyBelowRange;
        if (body < ScreeningOptions.CentiC(options.LeastBodyC))
            return ScreeningReason.BodyBelowRange;
        if (body > ScreeningOptions.CentiC(options.MostBodyC))
            return ScreeningReason.BodyAboveRange;
        if (body >= options.ThresholdCentiC)
            return earlierFevers > 0 ? ScreeningReason.None : ScreeningReason.FeverUnconfirmed;
        return body >= ScreeningOptions.CentiC(options.RetryFromC) ? ScreeningReason.NearThreshold : ScreeningReason.None;
    }

    private static ScreeningReason WhyNoPlateau(Attempt attempt, ScreeningOptions options)
    {
        if (attempt.LeftEarly)
            return ScreeningReason.LeftTooEarly;
        return attempt.SurfaceCentiC.Count < options.PlateauSamples + MedianFilter.Lost || attempt.AmbientCentiC is null
            ? ScreeningReason.TooFewSamples
            : ScreeningReason.NoPlateau;
    }

    /// <summary>
    /// Nothing stands against a fever that an earlier attempt has said already. A failed sensor does not get better by asking
    /// people to stand before it again.
    /// </summary>
    private static ScreeningOutcome OutcomeOf(int? bodyCentiC, ScreeningReason reason, ScreeningOptions options) =>
        reason switch
        {
            ScreeningReason.SensorFault => ScreeningOutcome.Manual,
            ScreeningReason.None when bodyCentiC >= options.ThresholdCentiC => ScreeningOutcome.Fever,
            ScreeningReason.None => ScreeningOutcome.Normal,
            _ => ScreeningOutcome.Retry,
        };

    private static bool IsClinical(ScreeningReason reason) =>
        reason is ScreeningReason.None or ScreeningReason.NearThreshold or ScreeningReason.FeverUnconfirmed;
}
