using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>Which thermometer it is.</summary>
internal sealed class IdentityCheck(Patient patient) : QuickCheck(patient, "sensor_identity", isGroundwork: true)
{
    private Mlx90614Identity? _identity;

    /// <summary>For the checks that rest on this one.</summary>
    public Mlx90614Identity Identity => _identity ?? throw new InvalidOperationException("the identity was not read");

    protected override Finding Look()
    {
        if (Patient.Thermometer.ReadIdentity(out _identity) is var failure and not SensorFailure.None)
            return Fail(Words.Of(failure), Words.AdviceFor(failure));
        var address = Patient.Options.Sensor.Address;
        return Identity.Address == address
            ? Pass($"sensor {Identity.IdText}")
            : Warn(
                $"sensor {Identity.IdText} answers at {Words.Address(address)}, but has {Words.Address(Identity.Address)} written down",
                $"from its next power-up on it answers there: power-cycle it and set Sensor:Address to {Words.Address(Identity.Address)}");
    }
}
