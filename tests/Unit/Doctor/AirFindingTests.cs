using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Doctor;

namespace Checkpoint.Tests.Unit.Doctor;

public sealed class AirFindingTests : IDisposable
{
    private readonly DoctorBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(21, 40, FindingResult.Pass, "21 °C, 40 % humidity at 0x76")]
    [InlineData(9, 40, FindingResult.Warn, "9 °C, 40 % humidity at 0x76")]
    [InlineData(21, 90, FindingResult.Warn, "21 °C, 90 % humidity at 0x76")]
    public async Task The_vestibules_air_is_to_be_fit_for_measuring(double celsius, double humidity, FindingResult expected, string seen)
    {
        Fit(0x76, "Air:VestibuleAddress", celsius, humidity);

        var found = await _bench.FindAsync("air_vestibule");

        Assert.Equal((expected, seen), (found!.Result, found.Seen.Replace(".00", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_air_outside_may_be_as_cold_as_it_is()
    {
        Fit(0x77, "Air:OutdoorAddress", -31, 70);

        Assert.Equal(FindingResult.Pass, (await _bench.FindAsync("air_outdoor"))!.Result);
    }

    [Fact]
    public async Task A_sensor_that_is_set_and_not_there_is_a_failure()
    {
        _bench.Settings["Air:OutdoorAddress"] = "0x77";

        Assert.Equal("0x77: nobody answers", (await _bench.FindAsync("air_outdoor"))!.Seen);
    }

    [Fact]
    public async Task What_is_not_fitted_is_not_looked_at()
    {
        Assert.Null(await _bench.FindAsync("air_vestibule"));
        Assert.Null(await _bench.FindAsync("air_outdoor"));
    }

    [Theory]
    [InlineData("0s", false, FindingResult.Warn)]
    [InlineData("10m", false, FindingResult.Pass)]
    [InlineData("0s", true, FindingResult.Pass)]
    public async Task A_gate_where_nobody_can_be_called_normal_says_so(string indoors, bool outdoor, FindingResult expected)
    {
        _bench.Settings["Screening:LeastIndoors"] = indoors;
        if (outdoor)
            Fit(0x77, "Air:OutdoorAddress", -10, 50);

        var found = await _bench.FindAsync("screening");

        Assert.Equal(expected, found!.Result);
        Assert.Equal(expected == FindingResult.Warn || outdoor, found.Seen.Contains("nobody is called normal", StringComparison.Ordinal));
        if (indoors == "10m")
            Assert.Contains("it is your word", found.Advice, StringComparison.Ordinal);
    }

    private void Fit(byte address, string setting, double celsius, double humidity)
    {
        var chip = new SimulatedBme280();
        chip.Set(celsius, humidity);
        _bench.Bus.Attach(address, chip);
        _bench.Settings[setting] = $"0x{address:X2}";
    }
}
