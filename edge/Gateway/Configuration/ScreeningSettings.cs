using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Gateway.Configuration;

/// <summary>The section "Screening".</summary>
internal static class ScreeningSettings
{
    public static ScreeningOptions Read(SectionReader section)
    {
        var standard = new ScreeningOptions();
        return ReadTimes(section, standard) with
        {
            SamplesWanted = section.Whole(nameof(standard.SamplesWanted), standard.SamplesWanted),
            PlateauSamples = section.Whole(nameof(standard.PlateauSamples), standard.PlateauSamples),
            PlateauSpanC = section.Number(nameof(standard.PlateauSpanC), standard.PlateauSpanC),
            SupplyVolts = section.Number(nameof(standard.SupplyVolts), standard.SupplyVolts),
            Emissivity = section.Number(nameof(standard.Emissivity), standard.Emissivity),
            Gain = section.Number(nameof(standard.Gain), standard.Gain),
            OffsetC = section.Number(nameof(standard.OffsetC), standard.OffsetC),
            Model = section.Choice(nameof(standard.Model), standard.Model),
            HeatBalanceK = section.Number(nameof(standard.HeatBalanceK), standard.HeatBalanceK),
            ThresholdC = section.Number(nameof(standard.ThresholdC), standard.ThresholdC),
            RetryFromC = section.Number(nameof(standard.RetryFromC), standard.RetryFromC),
            HysteresisC = section.Number(nameof(standard.HysteresisC), standard.HysteresisC),
            OutdoorC = section.Number(nameof(standard.OutdoorC), standard.OutdoorC),
            MostSkinDeficitC = section.Number(nameof(standard.MostSkinDeficitC), standard.MostSkinDeficitC),
            LeastBodyC = section.Number(nameof(standard.LeastBodyC), standard.LeastBodyC),
            MostBodyC = section.Number(nameof(standard.MostBodyC), standard.MostBodyC),
            LeastAmbientC = section.Number(nameof(standard.LeastAmbientC), standard.LeastAmbientC),
            MostAmbientC = section.Number(nameof(standard.MostAmbientC), standard.MostAmbientC),
            MostDriftCPerMinute = section.Number(nameof(standard.MostDriftCPerMinute), standard.MostDriftCPerMinute),
            MaxRetries = section.Whole(nameof(standard.MaxRetries), standard.MaxRetries),
            FailuresToFault = section.Whole(nameof(standard.FailuresToFault), standard.FailuresToFault),
            Doubts = ReadDoubts(section.Sub(nameof(standard.Doubts)), standard.Doubts),
        };
    }

    private static ScreeningOptions ReadTimes(SectionReader section, ScreeningOptions standard) => standard with
    {
        SampleInterval = section.Time(nameof(standard.SampleInterval), standard.SampleInterval),
        SamplingTime = section.Time(nameof(standard.SamplingTime), standard.SamplingTime),
        AmbientInterval = section.Time(nameof(standard.AmbientInterval), standard.AmbientInterval),
        DriftWindow = section.Time(nameof(standard.DriftWindow), standard.DriftWindow),
        LeastDriftSpan = section.Time(nameof(standard.LeastDriftSpan), standard.LeastDriftSpan),
        LeastIndoors = section.Time(nameof(standard.LeastIndoors), standard.LeastIndoors),
        RetryDelay = section.Time(nameof(standard.RetryDelay), standard.RetryDelay),
        PersonForgottenAfter = section.Time(nameof(standard.PersonForgottenAfter), standard.PersonForgottenAfter),
        PassValidity = section.Time(nameof(standard.PassValidity), standard.PassValidity),
        ManualPassValidity = section.Time(nameof(standard.ManualPassValidity), standard.ManualPassValidity),
    };

    private static DoubtOptions ReadDoubts(SectionReader section, DoubtOptions standard) => new()
    {
        StuckSamples = section.Whole(nameof(standard.StuckSamples), standard.StuckSamples),
        BlockedWithinC = section.Number(nameof(standard.BlockedWithinC), standard.BlockedWithinC),
        BlockedAttempts = section.Whole(nameof(standard.BlockedAttempts), standard.BlockedAttempts),
        BlockedBelowC = section.Number(nameof(standard.BlockedBelowC), standard.BlockedBelowC),
        FrostDropC = section.Number(nameof(standard.FrostDropC), standard.FrostDropC),
        FrostSamples = section.Whole(nameof(standard.FrostSamples), standard.FrostSamples),
        BackgroundSamples = section.Whole(nameof(standard.BackgroundSamples), standard.BackgroundSamples),
        BackgroundSettling = section.Time(nameof(standard.BackgroundSettling), standard.BackgroundSettling),
        DriftC = section.Number(nameof(standard.DriftC), standard.DriftC),
        DriftSpan = section.Time(nameof(standard.DriftSpan), standard.DriftSpan),
        DriftPeople = section.Whole(nameof(standard.DriftPeople), standard.DriftPeople),
    };
}
