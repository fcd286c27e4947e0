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
        var measured = Measure(attempt, options);
        var reason = ReasonAgainst(attempt, measured, options);
        var outcome = OutcomeOf(measured.BodyCentiC, reason, options);
        var exhausted = outcome == ScreeningOutcome.Retry && attempt.Number > options.MaxRetries;
        var isClinical = IsClinical(reason) && attempt.IsMedical;
        return measured with
        {
            Outcome = exhausted ? ScreeningOutcome.Manual : outcome,
            Reason = exhausted ? ScreeningReason.RetriesExhausted : Explained(reason, attempt.IsMedical),
            Quality = isClinical ? ScreeningQuality.Clinical : ScreeningQuality.Indicative,
            SaysFever = IsClinical(reason) && measured.BodyCentiC >= options.ThresholdCentiC,
            IsHigh = IsClinical(reason) && measured.BodyCentiC >= ScreeningOptions.CentiC(options.RetryFromC),
        };
    }

    /// <summary>What was measured, with no word yet on what it means: "retry", for no reason.</summary>
    public static Verdict Measure(Attempt attempt, ScreeningOptions options)
    {
        var nothing = new Verdict(ScreeningOutcome.Retry, ScreeningReason.None, ScreeningQuality.Indicative)
        {
            // The chip's last word is 125.01 °C, which its datasheet and the record's limits call 125.
            AmbientCentiC = attempt.AmbientCentiC is { } ambient ? Math.Min(ambient, RecordLimits.MaxAmbientCentiC) : null,
            AirCentiC = attempt.AirCentiC,
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
            BodyCentiC = SurroundingsOf(nothing.AirCentiC, nothing.AmbientCentiC) is { } surroundings ? BodyOf(found.MeanCentiC, surroundings, options) : null,
        };
    }

    /// <summary>
    /// What the body loses heat to: the air, by a sensor of its own where there is one, since a heated thermometer is warmer
    /// than it. Air that is said to be warmer than the thermometer would hide a fever, and so is not believed.
    /// </summary>
    internal static int? SurroundingsOf(int? airCentiC, int? ambientCentiC) =>
        airCentiC is { } air && ambientCentiC is { } ambient ? Math.Min(air, ambient) : ambientCentiC;

    /// <summary>Null where the formulas give what no record may hold: not a body by far.</summary>
    internal static int? BodyOf(int surfaceCentiC, int surroundingsCentiC, ScreeningOptions options)
    {
        var forehead = SurfaceCorrection.Apply(surfaceCentiC / 100.0, surroundingsCentiC / 100.0, options);
        var body = BodyModels.Estimate(forehead, surroundingsCentiC / 100.0, options) * 100;
        return body is >= RecordLimits.MinBodyCentiC and <= RecordLimits.MaxBodyCentiC
            ? (int)Math.Round(body, MidpointRounding.AwayFromZero)
            : null;
    }

    /// <summary>The first thing that stands against a verdict, in the order in which each makes the next one meaningless.</summary>
    private static ScreeningReason ReasonAgainst(Attempt attempt, Verdict measured, ScreeningOptions options)
    {
        if (attempt.Failures > 0 && (attempt.SurfaceCentiC.Count == 0 || attempt.AmbientCentiC is null))
            return ScreeningReason.SensorFault;
        if (measured.SurfaceCentiC is not { } surface || measured.AmbientCentiC is not { } ambient)
            return WhyNoPlateau(attempt, options);
        if (attempt.IsDoubtful)
            return ScreeningReason.SensorDoubtful;
        var surroundings = SurroundingsOf(measured.AirCentiC, ambient)!.Value;
        return AgainstSensor(ambient, attempt.DriftCPerMinute, options)
            ?? AgainstAir(surroundings, options)
            ?? AgainstBody(measured.BodyCentiC, Rewarmed(surface, surroundings, attempt, options), surface > ambient, attempt, options);
    }

    private static ScreeningReason? AgainstSensor(int ambientCentiC, double? driftCPerMinute, ScreeningOptions options)
    {
        if (ambientCentiC < ScreeningOptions.CentiC(options.LeastAmbientC))
            return ScreeningReason.SensorTooCold;
        if (ambientCentiC > ScreeningOptions.CentiC(options.MostAmbientC))
            return ScreeningReason.SensorTooWarm;
        if (driftCPerMinute is not { } drift)
            return ScreeningReason.SensorTemperatureUnknown;
        return Math.Abs(drift) > options.MostDriftCPerMinute ? ScreeningReason.SensorTemperatureDrifting : null;
    }

    private static ScreeningReason? AgainstAir(int surroundingsCentiC, ScreeningOptions options) =>
        surroundingsCentiC < ScreeningOptions.CentiC(BodyModels.LeastAmbientC(options.Model)) ? ScreeningReason.AirTooCold : null;

    /// <summary>
    /// Cold skin hides a fever but makes none: it stands against "normal" alone, which must hold even with what the cold may
    /// still take away.
    /// </summary>
    private static ScreeningReason AgainstBody(
        int? bodyCentiC, int? rewarmedCentiC, bool warm, Attempt attempt, ScreeningOptions options)
    {
        if (bodyCentiC > ScreeningOptions.CentiC(options.MostBodyC) || (bodyCentiC is null && warm))
            return ScreeningReason.BodyAboveRange;
        if (bodyCentiC >= options.ThresholdCentiC)
            return attempt.EarlierFevers > 0 ? ScreeningReason.None : ScreeningReason.FeverUnconfirmed;
        if (attempt.SkinDeficitC > options.MostSkinDeficitC)
            return ScreeningReason.NotAcclimatised;
        if (bodyCentiC is not { } body || body < ScreeningOptions.CentiC(options.LeastBodyC))
            return ScreeningReason.BodyBelowRange;
        var normalBelow = ScreeningOptions.CentiC(options.RetryFromC - (attempt.WasHigh ? options.HysteresisC : 0));
        return Math.Max(body + ScreeningOptions.CentiC(attempt.SkinDeficitC), rewarmedCentiC ?? int.MaxValue) >= normalBelow ? ScreeningReason.NearThreshold : ScreeningReason.None;
    }

    /// <summary>
    /// The estimate had the skin lost nothing to the cold. It is the skin that is too cold, and models make more of it; the
    /// thermometers behind <see cref="Rewarming"/> may have made it up to the body already, so never less than that is added.
    /// </summary>
    private static int? Rewarmed(int surfaceCentiC, int surroundingsCentiC, Attempt attempt, ScreeningOptions options) =>
        BodyOf(surfaceCentiC + ScreeningOptions.CentiC(attempt.SkinDeficitC), surroundingsCentiC, options);

    private static ScreeningReason WhyNoPlateau(Attempt attempt, ScreeningOptions options)
    {
        if (attempt.LeftEarly)
            return ScreeningReason.LeftTooEarly;
        return attempt.SurfaceCentiC.Count < options.PlateauSamples + MedianFilter.Lost || attempt.AmbientCentiC is null
            ? ScreeningReason.TooFewSamples
            : ScreeningReason.NoPlateau;
    }

    /// <summary>Nothing stands against a fever that an earlier attempt has said already.</summary>
    private static ScreeningOutcome OutcomeOf(int? bodyCentiC, ScreeningReason reason, ScreeningOptions options)
    {
        if (reason != ScreeningReason.None)
            return MayMend(reason) ? ScreeningOutcome.Retry : ScreeningOutcome.Manual;
        return bodyCentiC >= options.ThresholdCentiC ? ScreeningOutcome.Fever : ScreeningOutcome.Normal;
    }

    /// <summary>
    /// What asking people to stand there again in a few seconds can make better. A cold housing, a failed sensor or cold skin
    /// is what it was; a volunteer takes over at once.
    /// </summary>
    private static bool MayMend(ScreeningReason reason) => reason is not (
        ScreeningReason.SensorFault or ScreeningReason.SensorDoubtful or ScreeningReason.SensorTooCold
        or ScreeningReason.SensorTooWarm or ScreeningReason.AirTooCold or ScreeningReason.NotAcclimatised);

    private static bool IsClinical(ScreeningReason reason) =>
        reason is ScreeningReason.None or ScreeningReason.NearThreshold or ScreeningReason.FeverUnconfirmed;

    private static ScreeningReason Explained(ScreeningReason reason, bool isMedical) =>
        reason == ScreeningReason.None && !isMedical ? ScreeningReason.SensorNotMedical : reason;
}
