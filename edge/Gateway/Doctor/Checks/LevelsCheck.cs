using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>
/// The inputs at rest: nobody before the sensor, beams free, loops closed, no button held. Takes them for a second; not
/// from a running gateway.
/// </summary>
internal sealed class LevelsCheck(Patient patient) : QuickCheck(patient, "line_levels")
{
    private const int Looks = 5;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    protected override Finding Look()
    {
        if (Patient.IsRunning != false)
            return Pass("not read: the gateway has them");
        var inputs = Patient.Options.Lines.Inputs().Where(input => input.Wiring.IsFitted).ToList();
        using var lines = Patient.Gpio.RequestInputs(
            "checkpoint-doctor",
            [.. inputs.Select(input => new InputLine(input.Wiring.Line, input.Wiring.Bias, input.Wiring.ActiveLow, input.Wiring.Debounce))]);
        var levels = lines.ReadLevels();
        var steady = levels;
        for (var look = 1; look < Looks; look++)
        {
            Patient.Equipment.Wait(Between);
            steady &= lines.ReadLevels();
        }

        var active = inputs.Where((_, i) => ((steady >> i) & 1) != 0).Select(input => input.Role).ToList();
        var seen = string.Join(", ", inputs.Select((input, i) => $"{Say(input.Role, ((steady >> i) & 1) != 0)}"));
        return active.Count == 0
            ? Pass(seen)
            : Warn(seen, string.Join("; ", active.Select(AdviceFor).Distinct()));
    }

    private static string Say(LaneLine role, bool active) => role switch
    {
        LaneLine.Presence => active ? "presence active" : "nobody present",
        LaneLine.BeamOutside => active ? "outer beam broken" : "outer beam free",
        LaneLine.BeamInside => active ? "inner beam broken" : "inner beam free",
        LaneLine.Door => active ? "door open" : "door shut",
        LaneLine.Tamper => active ? "tamper loop open" : "tamper loop closed",
        LaneLine.PowerFail => active ? "mains gone" : "mains there",
        _ => $"{role} {(active ? "pressed" : "not pressed")}",
    };

    private static string AdviceFor(LaneLine role) => role switch
    {
        LaneLine.Presence => "presence: step aside and run the doctor again; else check the switch, its ActiveLow and Bias",
        LaneLine.BeamOutside or LaneLine.BeamInside => "beam: clear it and align it; else check its ActiveLow and Bias",
        LaneLine.Door => "door: shut it; else its loop is cut",
        LaneLine.Tamper => "tamper: close the housing; else its loop is cut",
        LaneLine.PowerFail => "mains: the gate runs on its battery; else check the line's ActiveLow",
        _ => $"{role}: the button is held or stuck; else check its ActiveLow and Bias",
    };
}
