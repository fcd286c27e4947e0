using Checkpoint.Gateway.Calibrations;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>The calibration beside the outbox is there and of this sensor.</summary>
internal sealed class CalibrationCheck(Patient patient, IdentityCheck identity) : QuickCheck(patient, "sensor_calibration")
{
    private const string Anew = "calibrate this sensor: checkpoint-gateway calibrate";

    protected override Finding Look()
    {
        var found = new CalibrationFiles(Patient.Options.Outbox.Folder).ReadCalibration();
        if (found.Fault is { } fault)
            return Fail(fault, Anew);
        if (found.Value is not { } calibration)
            return Warn("none", Anew);
        if (!calibration.IsOf(identity.Identity))
            return Fail($"is of sensor {calibration.Sensor}, this is {identity.Identity.IdText}: the gate does not trust it", Anew);
        if (calibration.ConfigWord != Calibration.WordText(identity.Identity.ConfigWord)
            || calibration.EmissivityWord != Calibration.WordText(identity.Identity.EmissivityWord))
        {
            return Fail("the chip's settings have changed since: the gate does not trust it", Anew);
        }

        if (calibration.SupplyVolts != Patient.Options.Screening.SupplyVolts)
        {
            return Fail(
                Words.Invariant($"made with SupplyVolts {calibration.SupplyVolts}, set to {Patient.Options.Screening.SupplyVolts}: the gate does not trust it"),
                Anew);
        }

        return Pass(Words.Invariant(
            $"of {calibration.DateText} by {calibration.Operator}, offset {calibration.OffsetC:+0.00;-0.00;0.00} °C, gain {calibration.Gain:0.0000}, out by {calibration.After.MostC:0.00} °C at most"));
    }
}
