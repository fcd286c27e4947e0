using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Health;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Sensors.Linux;
using Checkpoint.Gateway.Time;
using Checkpoint.Mqtt;

namespace Checkpoint.Gateway.Host;

/// <summary>Everything outside the program that a gateway touches, to be put in from outside.</summary>
public sealed record GatewayHardware : IDisposable
{
    public required ISmBus Bus { get; init; }

    /// <summary>Of the air sensors; null where it is the thermometer's.</summary>
    public ISmBus? AirBus { get; init; }

    public required IGpio Gpio { get; init; }

    public required IBoardClock BoardClock { get; init; }

    public required IWallClock WallClock { get; init; }

    public required IMqttConnector Connector { get; init; }

    /// <summary>The board's serial number.</summary>
    public required string Board { get; init; }

    /// <summary>Stands between the lane and the outbox, for one who writes down what was made.</summary>
    public Func<IRecordSink, IRecordSink> Tap { get; init; } = sink => sink;

    /// <summary>Is shown the parts before they run, by one who starts a gateway inside a program of its own.</summary>
    public Action<GatewayParts> Watch { get; init; } = _ => { };

    /// <summary>Closes what can be closed.</summary>
    public void Dispose()
    {
        (Connector as IDisposable)?.Dispose();
        Gpio.Dispose();
        AirBus?.Dispose();
        Bus.Dispose();
    }

    /// <summary>The board itself.</summary>
    /// <exception cref="LineUnavailableException">The bus or the lines can't be opened.</exception>
    public static GatewayHardware Linux(GatewayOptions options)
    {
        var clock = new LinuxBoardClock();
        return new GatewayHardware
        {
            Bus = new LinuxSmBus(options.Sensor.BusPath),
            AirBus = OpenAirBus(options),
            Gpio = new LinuxGpio(options.Lines.ChipPath),
            BoardClock = clock,
            WallClock = new LinuxWallClock(clock),
            Connector = new DeferredConnector(() => new LibMosquittoConnector()),
            Board = options.Board ?? new BoardReadings().Serial,
        };
    }

    private static LinuxSmBus? OpenAirBus(GatewayOptions options) =>
        options.Air is { HasAny: true, BusPath: { } path } && path != options.Sensor.BusPath ? new LinuxSmBus(path) : null;
}
