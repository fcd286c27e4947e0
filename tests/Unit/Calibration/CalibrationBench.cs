using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Calibrations;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.Outbox;
using Checkpoint.Tests.Unit.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Calibrations;

/// <summary>A simulated chip under the real driver, and a folder with the files that speak of it.</summary>
internal sealed class CalibrationBench : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly SimulatedSmBus _bus = new();

    public CalibrationBench() => _bus.Attach(SimulatedMlx90614.DefaultAddress, Chip);

    public static string IdText { get; } = $"{SimulatedMlx90614.DefaultId:x16}";

    /// <summary>As one of the bench's own chip would be saved.</summary>
    public static Calibration Sample { get; } = new()
    {
        Sensor = IdText,
        Date = new DateTimeOffset(2026, 2, 10, 3, 0, 0, TimeSpan.Zero),
        IsDateTrusted = true,
        Operator = "Wang Wei",
        Method = CalibrationMethod.Blackbody,
        TargetEmissivity = 1,
        SupplyVolts = 3,
        EmissivityWord = "ffff",
        ConfigWord = Calibration.WordText(SimulatedMlx90614.DeliveredConfig),
        Points = [new CalibrationPoint(37, 37, 36.6, 23, 50, 0.05)],
        OffsetC = 0.4,
        Gain = 1,
        Before = new Residuals(0.4, 0.4),
        After = new Residuals(0.05, 0.1),
    };

    public SimulatedMlx90614 Chip { get; } = new();

    public SimulatedSmBus Bus => _bus;

    public string Folder => _folder.Path;

    public CalibrationFiles Files => new(Folder);

    public SensorOptions Sensor { get; set; } = new();

    public ScreeningOptions Screening { get; set; } = new();

    public string PathOf(string name) => Path.Combine(Folder, name);

    public StandingKeeper Keeper() => new(
        new Mlx90614(_bus, Sensor), Sensor, Screening, Folder, new TimeKeeper(new ManualBoardClock(), new NoClock(), new NoTimes()), NullLogger.Instance);

    public void Dispose() => _folder.Dispose();

    /// <summary>Nobody knows the time.</summary>
    private sealed class NoClock : IWallClock
    {
        public BootOffset? Read() => null;
    }

    private sealed class NoTimes : ITimeStore
    {
        public BootOffset? OffsetOf(Guid bootId) => null;

        public void Learn(BootOffset offset)
        {
        }
    }
}
