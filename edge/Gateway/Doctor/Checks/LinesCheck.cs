using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>The lines wired are there, and free or the running gateway's.</summary>
internal sealed class LinesCheck(Patient patient) : QuickCheck(patient, "lines", isGroundwork: true)
{
    protected override Finding Look()
    {
        GpioDescription chip;
        try
        {
            chip = Patient.Gpio.Describe();
        }
        catch (LineUnavailableException fault)
        {
            return Fail(fault.Message, "check Lines:ChipPath (gpiodetect lists the chips) and who may open it");
        }

        // The running gateway's own are as they should be; all others stand in its way, or in that of one to start.
        var seen = Patient.IsRunning == true
            ? chip with { Lines = [.. chip.Lines.Select(line => line.Consumer == LineCheck.Consumer ? line with { IsUsed = false } : line)] }
            : chip;
        var faults = LineCheck.Check(Patient.Options.Lines, seen, "Lines");
        if (faults.Count > 0)
            return Fail(string.Join("; ", faults), "rewire it and set the line, or free it (gpioinfo lists who has which)");
        var count = LineCheck.Wired(Patient.Options.Lines).Count();
        return Pass(
            $"{chip.Name} ({chip.Label}): {Words.Count(count, "line", "lines")} there"
            + (Patient.IsRunning == true ? ", with the running gateway" : " and free"));
    }
}
