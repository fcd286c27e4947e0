using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>What the thermometer says of its own memory.</summary>
internal sealed class FlagsCheck(Patient patient) : QuickCheck(patient, "sensor_memory")
{
    protected override Finding Look()
    {
        if (Patient.Thermometer.ReadFlags(out var flags) is var failure and not SensorFailure.None)
            return Warn($"flags: {Words.Of(failure)}", "a Melexis part tells them (command F0): see where this one is from");
        if (flags.IsEepromDead)
            return Fail("two wrong bits in one cell of its EEPROM", "replace the sensor: its factory calibration is lost");
        if (flags.IsStarting || flags.IsEepromBusy)
            return Warn(flags.IsStarting ? "still starting" : "still writing its EEPROM", "run the doctor again in a second");
        return Pass("no fault told");
    }
}
