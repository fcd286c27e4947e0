namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>What the settings say of the supply: no program can measure it.</summary>
internal sealed class SupplyCheck(Patient patient) : QuickCheck(patient, "sensor_supply")
{
    /// <summary>The chip is calibrated at 3.0 V and reads 0.6 °C more for each volt above (datasheet rev 13).</summary>
    private const double CalibrationVolts = 3.0;

    private const double EffectCPerVolt = 0.6;

    protected override Finding Look()
    {
        var volts = Patient.Options.Screening.SupplyVolts;
        var correction = -EffectCPerVolt * (volts - CalibrationVolts);
        return Pass(
            Words.Invariant($"set to {volts:0.0#} V, so readings are corrected by {correction:+0.00;-0.00;0.00} °C; it can't be measured from here"),
            "measure it at the sensor's own pins and set Screening:SupplyVolts: 3.3 V reads 0.18 °C more than 3.0 V");
    }
}
