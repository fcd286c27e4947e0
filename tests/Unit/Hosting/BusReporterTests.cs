using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Sensors;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Tests.Unit.Hosting;

public sealed class BusReporterTests : IDisposable
{
    private readonly SimulatedSmBus _bus = new();

    public void Dispose() => _bus.Dispose();

    [Fact]
    public async Task Chips_and_valid_codes_are_written_down()
    {
        _bus.Attach(0x5A, new SimulatedMlx90614());

        Assert.Equal(
            [(LogLevel.Information, "/dev/i2c-1: 0x5A MLX90614"), (LogLevel.Information, "Thermometer 0x5A: its error codes are valid")],
            await ReportAsync(new SensorOptions()));
    }

    [Theory]
    [InlineData(true, "Thermometer 0x5A: sends no error codes, so none of its words is taken")]
    [InlineData(false, "Thermometer 0x5A: sends no error codes")]
    public async Task A_part_without_codes_is_an_error(bool checkPec, string said)
    {
        _bus.Attach(0x5A, new SimulatedMlx90614 { SendsPec = false });

        Assert.Equal((LogLevel.Error, said), (await ReportAsync(new SensorOptions { CheckPec = checkPec }))[^1]);
    }

    [Fact]
    public async Task A_thermometer_elsewhere_does_not_answer()
    {
        _bus.Attach(0x2A, new SimulatedMlx90614());

        Assert.Equal((LogLevel.Error, "Thermometer 0x5A: does not answer"), (await ReportAsync(new SensorOptions()))[^1]);
    }

    [Fact]
    public async Task A_stuck_bus_is_an_error()
    {
        _bus.Inject(BusFaultKind.StuckLow, int.MaxValue);

        Assert.Equal(
            [(LogLevel.Error, "/dev/i2c-1: the data line is held low"), (LogLevel.Error, "Thermometer 0x5A: 8 of 8 error codes are wrong")],
            await ReportAsync(new SensorOptions()));
    }

    private async Task<List<(LogLevel Level, string Text)>> ReportAsync(SensorOptions options)
    {
        var log = new ListLogger();
        using var reporter = new BusReporter([("/dev/i2c-1", _bus)], options, log);
        await reporter.StartAsync(CancellationToken.None);
        await reporter.ExecuteTask!;
        return log.Lines;
    }
}
