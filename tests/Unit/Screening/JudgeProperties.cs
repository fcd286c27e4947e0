using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>What must hold whatever the sensor says.</summary>
public class JudgeProperties
{
    private static readonly Gen<Attempt> AnyAttempt =
        from number in Gen.Choose(1, 4)
        from count in Gen.Choose(0, 30)
        from middle in Gen.OneOf(Gen.Choose(3300, 3900), Gen.Choose(-7001, 38219))
        from noise in Gen.Elements(0, 5, 20, 500)
        from samples in Gen.Choose(-noise, noise).ListOf(count)
        from failures in Gen.Choose(0, 5)
        from ambient in Gen.OneOf(Gen.Choose(1500, 4100), Gen.Choose(-3819, 12501))
        from hasAmbient in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from drift in Gen.Choose(-20, 20)
        from left in Gen.Elements(true, false)
        from fevers in Gen.Choose(0, 2)
        select new Attempt
        {
            Number = number,
            SurfaceCentiC = samples.Select(sample => Math.Clamp(middle + sample, -7001, 38219)).ToList(),
            Failures = failures,
            AmbientCentiC = hasAmbient ? ambient : null,
            DriftCPerMinute = drift / 10.0,
            LeftEarly = left,
            EarlierFevers = fevers,
        };

    private static readonly Gen<ScreeningOptions> AnyOptions =
        from model in Gen.Elements(BodyModel.HeatBalance, BodyModel.MelexisReference)
        from offset in Gen.Choose(-50, 50)
        from volts in Gen.Choose(26, 36)
        from plateau in Gen.Choose(3, 8)
        select new ScreeningOptions
        {
            Model = model, OffsetC = offset / 10.0, SupplyVolts = volts / 10.0, PlateauSamples = plateau,
        };

    [Fact]
    public void Normal_never_rests_on_fewer_samples_than_required() => Holds((attempt, options, verdict) =>
        verdict.Outcome != ScreeningOutcome.Normal
        || (verdict.SampleCount >= options.PlateauSamples
            && attempt.SurfaceCentiC.Count >= options.PlateauSamples + 2
            && verdict is { BodyCentiC: not null, SurfaceCentiC: not null, AmbientCentiC: not null, Quality: ScreeningQuality.Clinical }));

    [Fact]
    public void Fever_needs_an_earlier_attempt_that_said_so() => Holds((attempt, options, verdict) =>
        verdict.Outcome != ScreeningOutcome.Fever
        || (attempt.EarlierFevers > 0 && verdict.BodyCentiC >= options.ThresholdCentiC));

    [Fact]
    public void Retry_ends_after_the_retries_allowed() => Holds((attempt, options, verdict) =>
        verdict.Outcome != ScreeningOutcome.Retry || attempt.Number <= options.MaxRetries);

    [Fact]
    public void No_verdict_breaks_the_records_limits() => Holds((_, options, verdict) =>
        RecordRules.CheckContent(RecordOf(verdict, options)) is null);

    [Fact]
    public void A_surface_lies_within_what_the_sensor_said() => Holds((attempt, _, verdict) =>
        verdict.SurfaceCentiC is not { } surface
        || (surface >= attempt.SurfaceCentiC.Min() && surface <= attempt.SurfaceCentiC.Max()));

    private static void Holds(Func<Attempt, ScreeningOptions, Verdict, bool> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(
            AnyAttempt.ToArbitrary(),
            AnyOptions.ToArbitrary(),
            (attempt, options) => property(attempt, options, Judge.Decide(attempt, options))));

    private static Screening RecordOf(Verdict verdict, ScreeningOptions options) => new()
    {
        Outcome = verdict.Outcome,
        BodyCentiC = verdict.BodyCentiC,
        SurfaceCentiC = verdict.SurfaceCentiC,
        AmbientCentiC = verdict.AmbientCentiC,
        SampleCount = verdict.SampleCount,
        DwellMs = 0,
        Model = options.Model,
        ModelVersion = BodyModels.Version,
        ThresholdCentiC = options.ThresholdCentiC,
        Quality = verdict.Quality,
        Reason = verdict.Reason,
    };
}
