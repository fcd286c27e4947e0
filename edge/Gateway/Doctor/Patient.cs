using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Mqtt;

namespace Checkpoint.Gateway.Doctor;

/// <summary>The gate that is examined. What is opened is opened once and closed at the end.</summary>
internal sealed class Patient : IDisposable
{
    private readonly Lazy<ISmBus> _bus;
    private readonly Lazy<ISmBus> _airBus;
    private readonly Lazy<Mlx90614> _thermometer;
    private readonly Lazy<IGpio> _gpio;
    private readonly Lazy<IMqttConnector> _connector;

    public Patient(GatewayOptions options, DoctorEquipment equipment)
    {
        (Options, Equipment) = (options, equipment);
        IsRunning = IsAtWork(options.Outbox.Folder);
        _bus = new Lazy<ISmBus>(() => equipment.OpenBus(options.Sensor.BusPath));
        _airBus = new Lazy<ISmBus>(() => equipment.OpenBus(options.Air.BusPath ?? options.Sensor.BusPath));
        _gpio = new Lazy<IGpio>(() => equipment.OpenGpio(options.Lines.ChipPath));
        _connector = new Lazy<IMqttConnector>(equipment.OpenConnector);
        _thermometer = new Lazy<Mlx90614>(() => new Mlx90614(Bus, options.Sensor));
    }

    public GatewayOptions Options { get; }

    public DoctorEquipment Equipment { get; }

    /// <summary>A gateway is at work on this outbox; null if that can't be told.</summary>
    public bool? IsRunning { get; }

    /// <exception cref="LineUnavailableException">It can't be opened.</exception>
    public ISmBus Bus => _bus.Value;

    /// <exception cref="LineUnavailableException">It can't be opened.</exception>
    public ISmBus AirBus => Options.Air.BusPath is { } path && path != Options.Sensor.BusPath ? _airBus.Value : Bus;

    /// <exception cref="LineUnavailableException">It can't be opened.</exception>
    public IGpio Gpio => _gpio.Value;

    /// <exception cref="DllNotFoundException">libmosquitto1 is not installed.</exception>
    public IMqttConnector Connector => _connector.Value;

    /// <exception cref="LineUnavailableException">Its bus can't be opened.</exception>
    public Mlx90614 Thermometer => _thermometer.Value;

    /// <summary>
    /// Asks by trying for the lock, and lets go at once. A gateway that starts in that very moment is refused, and started
    /// again by systemd.
    /// </summary>
    /// <returns>Null where this user may not ask.</returns>
    public static bool? IsAtWork(string folder)
    {
        try
        {
            return OutboxFile.IsClaimed(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (_connector.IsValueCreated)
            (_connector.Value as IDisposable)?.Dispose();
        if (_gpio.IsValueCreated)
            _gpio.Value.Dispose();
        if (_airBus.IsValueCreated)
            _airBus.Value.Dispose();
        if (_bus.IsValueCreated)
            _bus.Value.Dispose();
    }
}
