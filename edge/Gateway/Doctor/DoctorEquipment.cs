using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Health;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Sensors.Linux;
using Checkpoint.Gateway.Time;
using Checkpoint.Mqtt;

namespace Checkpoint.Gateway.Doctor;

/// <summary>How a doctor gets at what is outside the program. Opened only when asked for: that it can't be is a finding.</summary>
internal sealed record DoctorEquipment
{
    /// <summary>Takes the node's path; throws <see cref="LineUnavailableException"/>.</summary>
    public required Func<string, ISmBus> OpenBus { get; init; }

    /// <summary>Takes the chip's path; throws <see cref="LineUnavailableException"/>.</summary>
    public required Func<string, IGpio> OpenGpio { get; init; }

    /// <summary>Throws <see cref="DllNotFoundException"/> where the library is not installed.</summary>
    public required Func<IMqttConnector> OpenConnector { get; init; }

    public required IBoardClock BoardClock { get; init; }

    public required IWallClock WallClock { get; init; }

    public required IDisk Disk { get; init; }

    /// <summary>The board's serial number.</summary>
    public required string Board { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Lets the given time pass between two looks at the same thing.</summary>
    public Action<TimeSpan> Wait { get; init; } = Thread.Sleep;

    /// <summary>The board itself.</summary>
    public static DoctorEquipment Linux(GatewayOptions options)
    {
        var clock = new LinuxBoardClock();
        return new DoctorEquipment
        {
            OpenBus = path => new LinuxSmBus(path),
            OpenGpio = path => new LinuxGpio(path),
            OpenConnector = () => new LibMosquittoConnector(),
            BoardClock = clock,
            WallClock = new LinuxWallClock(clock),
            Disk = new LinuxDisk(),
            Board = options.Board ?? new BoardReadings().Serial,
        };
    }
}
