using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>The thermometer's bus can be opened.</summary>
internal sealed class BusCheck(Patient patient) : QuickCheck(patient, "bus", isGroundwork: true)
{
    protected override Finding Look()
    {
        var path = Patient.Options.Sensor.BusPath;
        try
        {
            _ = Patient.Bus;
            return Pass(path);
        }
        catch (LineUnavailableException fault)
        {
            return Fail(fault.Message, "switch I²C on (raspi-config, dtparam=i2c_arm=on), check Sensor:BusPath and who may open it");
        }
    }
}
