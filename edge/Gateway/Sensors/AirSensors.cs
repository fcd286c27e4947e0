namespace Checkpoint.Gateway.Sensors;

/// <summary>The air sensors that are fitted. For the thread that reads the thermometer: they may share its bus.</summary>
/// <param name="wait">Lets the given time pass while a chip measures.</param>
public sealed class AirSensors(ISmBus bus, AirOptions options, Action<TimeSpan> wait)
{
    public const int Tries = 3;

    private readonly Bme280? _vestibule = options.HasVestibule ? new Bme280(bus, (byte)options.VestibuleAddress, Tries, wait) : null;
    private readonly Bme280? _outdoor = options.HasOutdoor ? new Bme280(bus, (byte)options.OutdoorAddress, Tries, wait) : null;

    /// <summary>Takes some 10 ms for each sensor fitted, and nothing where there is none.</summary>
    public AirSample Read() => new(_vestibule?.Read().Temperature, _outdoor?.Read().Temperature);
}
