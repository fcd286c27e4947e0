using Checkpoint.Contract;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Gateway.Configuration;

/// <summary>The section "Lines": the usual wiring of the lane's kind, and what differs from it.</summary>
internal static class LineSettings
{
    public static LineOptions Read(SectionReader section)
    {
        var standard = LineOptions.For(section.Choice(nameof(LineOptions.Kind), GateKind.Pedestrian));
        return standard with
        {
            ChipPath = section.Text(nameof(standard.ChipPath), standard.ChipPath),
            Presence = ReadWiring(section.Sub(nameof(standard.Presence)), standard.Presence),
            BeamOutside = ReadWiring(section.Sub(nameof(standard.BeamOutside)), standard.BeamOutside),
            BeamInside = ReadWiring(section.Sub(nameof(standard.BeamInside)), standard.BeamInside),
            Door = ReadWiring(section.Sub(nameof(standard.Door)), standard.Door),
            Tamper = ReadWiring(section.Sub(nameof(standard.Tamper)), standard.Tamper),
            PowerFail = ReadWiring(section.Sub(nameof(standard.PowerFail)), standard.PowerFail),
            VerdictNormal = ReadWiring(section.Sub(nameof(standard.VerdictNormal)), standard.VerdictNormal),
            VerdictFever = ReadWiring(section.Sub(nameof(standard.VerdictFever)), standard.VerdictFever),
            Exit = ReadWiring(section.Sub(nameof(standard.Exit)), standard.Exit),
            Release = ReadWiring(section.Sub(nameof(standard.Release)), standard.Release),
            GreenLine = section.Whole(nameof(standard.GreenLine), standard.GreenLine),
            AmberLine = section.Whole(nameof(standard.AmberLine), standard.AmberLine),
            RedLine = section.Whole(nameof(standard.RedLine), standard.RedLine),
            BuzzerLine = section.Whole(nameof(standard.BuzzerLine), standard.BuzzerLine),
            BarrierLine = section.Whole(nameof(standard.BarrierLine), standard.BarrierLine),
            OutputsActiveLow = section.Flag(nameof(standard.OutputsActiveLow), standard.OutputsActiveLow),
            Times = ReadTimes(section.Sub(nameof(standard.Times)), standard.Times),
        };
    }

    private static LineWiring ReadWiring(SectionReader section, LineWiring standard) => new()
    {
        Line = section.Whole(nameof(standard.Line), standard.Line),
        ActiveLow = section.Flag(nameof(standard.ActiveLow), standard.ActiveLow),
        Bias = section.Choice(nameof(standard.Bias), standard.Bias),
        Debounce = section.Time(nameof(standard.Debounce), standard.Debounce),
    };

    private static LaneTimes ReadTimes(SectionReader section, LaneTimes standard) => new()
    {
        AbortAfter = section.Time(nameof(standard.AbortAfter), standard.AbortAfter),
        ObstructedAfter = section.Time(nameof(standard.ObstructedAfter), standard.ObstructedAfter),
        BeamBlindAfter = section.Time(nameof(standard.BeamBlindAfter), standard.BeamBlindAfter),
        ExitValidity = section.Time(nameof(standard.ExitValidity), standard.ExitValidity),
        VerdictRepeat = section.Time(nameof(standard.VerdictRepeat), standard.VerdictRepeat),
        DismissAfter = section.Time(nameof(standard.DismissAfter), standard.DismissAfter),
        DoorHeldAfter = section.Time(nameof(standard.DoorHeldAfter), standard.DoorHeldAfter),
        LampTime = section.Time(nameof(standard.LampTime), standard.LampTime),
        Beep = section.Time(nameof(standard.Beep), standard.Beep),
        LongBeep = section.Time(nameof(standard.LongBeep), standard.LongBeep),
        BarrierPulse = section.Time(nameof(standard.BarrierPulse), standard.BarrierPulse),
    };
}
