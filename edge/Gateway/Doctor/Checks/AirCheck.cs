using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>One air sensor that is fitted.</summary>
/// <param name="warm">Limits of what is right for measuring people, °C; null outdoors.</param>
internal sealed class AirCheck(Patient patient, string name, int address, (double Least, double Most)? warm)
    : QuickCheck(patient, name)
{
    /// <summary>FDA, non-contact thermometers: relative humidity below 85 %.</summary>
    private const double MostHumidityPercent = 85;

    protected override Finding Look()
    {
        AirReading reading;
        try
        {
            reading = new Bme280(Patient.AirBus, (byte)address, AirSensors.Tries, Patient.Equipment.Wait).Read();
        }
        catch (LineUnavailableException fault)
        {
            return Fail(fault.Message, "check Air:BusPath and who may open it");
        }

        if (!reading.Temperature.IsGood)
            return Fail($"{Words.Address(address)}: {Words.Of(reading.Temperature.Failure)}", Words.AdviceFor(reading.Temperature.Failure));
        var humidity = reading.HumidityPercent is { } percent ? Words.Invariant($", {percent:0} % humidity") : "";
        var seen = $"{Words.Celsius(reading.Temperature)}{humidity} at {Words.Address(address)}";
        if (warm is not { } limits)
            return Pass(seen);
        var celsius = reading.Temperature.CentiC / 100.0;
        if (celsius < limits.Least || celsius > limits.Most)
            return Warn(seen, Words.Invariant($"measure people at {limits.Least} to {limits.Most} °C: heat or air the vestibule"));
        return reading.HumidityPercent > MostHumidityPercent
            ? Warn(seen, Words.Invariant($"above {MostHumidityPercent} % foreheads and lenses get wet: air the vestibule"))
            : Pass(seen);
    }
}
