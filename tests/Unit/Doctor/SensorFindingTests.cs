using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Calibrations;
using Checkpoint.Gateway.Doctor;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Calibrations;

namespace Checkpoint.Tests.Unit.Doctor;

public sealed class SensorFindingTests : IDisposable
{
    private readonly DoctorBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_sensor_that_lacks_nothing_but_a_calibration_is_told_so()
    {
        var report = await _bench.RunAsync();

        var wanting = report.Checks.Where(finding => finding.Result != FindingResult.Pass).ToList();
        Assert.Equal(("sensor_calibration", FindingResult.Warn, "none"), (Assert.Single(wanting) is var one ? (one.Check, one.Result, one.Seen) : default));
        Assert.Equal(
            [
                "gateway", "bus", "bus_chips", "sensor_pec", "sensor", "sensor_ambient", "sensor_object", "sensor_noise", "sensor_supply",
                "sensor_memory", "sensor_identity", "sensor_emissivity", "sensor_configuration", "sensor_calibration", "lines",
                "line_levels", "screening", "maintenance", "clock", "date", "outbox_folder", "outbox", "broker", "registry",
            ],
            report.Checks.Select(finding => finding.Check));
    }

    [Fact]
    public async Task Nothing_is_written_to_any_chip()
    {
        await _bench.RunAsync();

        Assert.Equal(0, _bench.Chip.EepromWrites);
    }

    [Fact]
    public async Task A_bus_that_cannot_be_opened_is_named_and_nothing_behind_it_is_looked_at()
    {
        _bench.BusFault = "No such file or directory";

        var report = await _bench.RunAsync();

        Assert.Equal("/dev/i2c-1: No such file or directory", Of(report, "bus").Seen);
        Assert.Equal(FindingResult.Fail, report.Result);
        Assert.DoesNotContain(report.Checks, finding => finding.Check.StartsWith("sensor", StringComparison.Ordinal));
        Assert.Contains(report.Checks, finding => finding.Check == "registry");
    }

    [Theory]
    [InlineData(BusFaultKind.Nack, "nobody answers at any address")]
    [InlineData(BusFaultKind.StuckLow, "every address answers with zeros: the data line is held low")]
    [InlineData(BusFaultKind.StuckHigh, "every address answers with ones: the data line stays high")]
    [InlineData(BusFaultKind.TimedOut, "no transaction comes to an end: the clock line is held low")]
    public async Task A_bus_at_fault_is_told_by_its_fault(BusFaultKind fault, string seen)
    {
        _bench.Bus.Inject(fault, int.MaxValue);

        Assert.Equal((FindingResult.Fail, seen), (await _bench.FindAsync("bus_chips") is { } found ? (found.Result, found.Seen) : default));
        Assert.Null(await _bench.FindAsync("sensor"));
    }

    [Fact]
    public async Task A_sensor_at_another_address_is_found_there()
    {
        _bench.Bus.Detach(0x5A);
        _bench.Bus.Attach(0x2A, _bench.Chip);

        var found = await _bench.FindAsync("bus_chips");

        Assert.Equal("0x2A MLX90614; nobody at 0x5A", found!.Seen);
        Assert.Equal("set Sensor:Address to 0x2A", found.Advice);
    }

    [Fact]
    public async Task Other_chips_alone_are_no_thermometer()
    {
        _bench.Bus.Detach(0x5A);
        _bench.Bus.Attach(0x76, new SimulatedBme280());

        Assert.Equal("0x76 BME280; no thermometer at 0x5A", (await _bench.FindAsync("bus_chips"))!.Seen);
    }

    [Fact]
    public async Task Wrong_codes_on_a_disturbed_wire_are_counted()
    {
        _bench.Bus.Attach(0x5A, new Disturbed(_bench.Chip));
        var found = await _bench.FindAsync("sensor_pec");

        Assert.Equal((FindingResult.Fail, "wrong in 8 words of 16"), (found!.Result, found.Seen));
    }

    [Theory]
    [InlineData("true", FindingResult.Fail)]
    [InlineData("false", FindingResult.Warn)]
    public async Task A_part_that_sends_no_codes_is_told_from_a_disturbed_wire(string checkPec, FindingResult expected)
    {
        var chip = new SimulatedMlx90614 { SendsPec = false };
        _bench.Bus.Attach(0x5A, chip);
        _bench.Settings["Sensor:CheckPec"] = checkPec;

        var found = await _bench.FindAsync("sensor_pec");

        Assert.Equal(expected, found!.Result);
        Assert.Contains(expected == FindingResult.Fail ? "this part sends none" : "none are sent", found.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_that_come_and_are_not_compared_are_a_warning()
    {
        _bench.Settings["Sensor:CheckPec"] = "false";

        Assert.Equal(FindingResult.Warn, (await _bench.FindAsync("sensor_pec"))!.Result);
    }

    [Theory]
    [InlineData(SimulatedMlx90614.Object1, 0xB000, "object: the chip sets its error bit, after 1 try")]
    [InlineData(SimulatedMlx90614.Ambient, 0x9000, "ambient: the chip sets its error bit, after 1 try")]
    [InlineData(SimulatedMlx90614.Object1, 0x0000, "object: the word is none that a working chip gives, after 1 try")]
    public async Task A_chip_that_gives_no_temperature_says_why(byte command, ushort word, string seen)
    {
        _bench.IsNoisy = false;
        _bench.Chip.SetWord(command, word);

        var found = await _bench.FindAsync("sensor");

        Assert.Equal((FindingResult.Fail, seen), (found!.Result, found.Seen));
        Assert.Null(await _bench.FindAsync("sensor_ambient"));
    }

    [Fact]
    public async Task A_reading_that_takes_several_tries_is_a_warning()
    {
        // The first reading of an object word is the sensor check's.
        var refused = false;
        _bench.Bus.Attach(0x5A, new Refusing(_bench.Chip, command => command == SimulatedMlx90614.Object1 && !refused && (refused = true)));

        Assert.Equal(
            (FindingResult.Warn, "answers at 0x5A, after 2 tries"),
            (await _bench.FindAsync("sensor") is { } found ? (found.Result, found.Seen) : default));
    }

    [Theory]
    [InlineData(22.41, "Medical", FindingResult.Pass, "22.41 °C, ±0.2 °C promised")]
    [InlineData(11.99, "Medical", FindingResult.Warn, "11.99 °C, ±0.5 °C promised")]
    [InlineData(-14.99, "Medical", FindingResult.Warn, "-14.99 °C, ±1 °C promised")]
    [InlineData(54.99, "Medical", FindingResult.Warn, "54.99 °C, no accuracy promised")]
    [InlineData(22.41, "Standard", FindingResult.Warn, "22.41 °C, ±0.5 °C promised: a standard part")]
    [InlineData(89.99, "Medical", FindingResult.Fail, "89.99 °C")]
    public async Task The_sensors_own_temperature_says_what_accuracy_is_left(double celsius, string part, FindingResult expected, string seen)
    {
        _bench.Chip.Set(SimulatedMlx90614.Ambient, celsius);
        _bench.Settings["Sensor:Part"] = part;

        var found = await _bench.FindAsync("sensor_ambient");

        Assert.Equal((expected, seen), (found!.Result, found.Seen));
    }

    [Theory]
    [InlineData(20.11, FindingResult.Pass)]
    [InlineData(85, FindingResult.Warn)]
    [InlineData(-60, FindingResult.Warn)]
    public async Task What_is_before_the_sensor_must_be_likely(double celsius, FindingResult expected)
    {
        _bench.Chip.Set(SimulatedMlx90614.Object1, celsius);

        Assert.Equal(expected, (await _bench.FindAsync("sensor_object"))!.Result);
    }

    [Fact]
    public async Task Readings_that_are_all_the_same_are_stuck()
    {
        _bench.IsNoisy = false;

        Assert.Equal("12 readings all 20.11 °C: stuck", (await _bench.FindAsync("sensor_noise"))!.Seen);
    }

    [Fact]
    public async Task Readings_that_jump_are_a_warning()
    {
        var reading = 0;
        _bench.WhileWaiting = () => _bench.Chip.Set(SimulatedMlx90614.Object1, 20 + (reading++ % 2));

        Assert.Equal(FindingResult.Warn, (await _bench.FindAsync("sensor_noise"))!.Result);
    }

    [Fact]
    public async Task Readings_that_do_not_come_are_counted()
    {
        _bench.WhileWaiting = () => _bench.Bus.Inject(BusFaultKind.Nack, 3);

        Assert.Equal("1 of 12 readings came", (await _bench.FindAsync("sensor_noise"))!.Seen);
    }

    [Theory]
    [InlineData("3.0", "set to 3.0 V, so readings are corrected by 0.00 °C; it can't be measured from here")]
    [InlineData("3.3", "set to 3.3 V, so readings are corrected by -0.18 °C; it can't be measured from here")]
    public async Task The_supply_is_told_as_it_is_set(string volts, string seen)
    {
        _bench.Settings["Screening:SupplyVolts"] = volts;

        Assert.Equal(seen, (await _bench.FindAsync("sensor_supply"))!.Seen);
    }

    [Fact]
    public async Task Another_emissivity_than_expected_is_a_failure_with_the_command_that_mends_it()
    {
        _bench.Chip.SetWord(Mlx90614.EmissivityCell, 0xF332);

        var found = await _bench.FindAsync("sensor_emissivity");

        Assert.Equal((FindingResult.Fail, "0.95 (word f332), 1.00 expected: the gate does not trust it"), (found!.Result, found.Seen));
        Assert.StartsWith("checkpoint-gateway sensor emissivity 1 --write", found.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x9FB4, FindingResult.Pass)]
    [InlineData(0x98B4, FindingResult.Fail)]
    [InlineData(0x9FB3, FindingResult.Warn)]
    [InlineData(0x9FBC, FindingResult.Warn)]
    [InlineData(0x9FF4, FindingResult.Warn)]
    public async Task Filters_and_zones_that_people_cannot_be_measured_with_are_told(ushort config, FindingResult expected)
    {
        _bench.Chip.SetWord(Mlx90614.ConfigCell, config);

        Assert.Equal(expected, (await _bench.FindAsync("sensor_configuration"))!.Result);
    }

    [Fact]
    public async Task An_address_that_counts_only_from_the_next_power_up_is_told()
    {
        _bench.Chip.SetWord(Mlx90614.AddressCell, 0xBE2A);

        Assert.Equal(
            (FindingResult.Warn, "sensor 06145a0000000001 answers at 0x5A, but has 0x2A written down"),
            (await _bench.FindAsync("sensor_identity") is { } found ? (found.Result, found.Seen) : default));
    }

    [Fact]
    public async Task An_identity_that_cannot_be_read_ends_what_rests_on_it()
    {
        _bench.Bus.Attach(0x5A, new Refusing(_bench.Chip, command => command == Mlx90614.FirstIdCell));

        Assert.Equal(FindingResult.Fail, (await _bench.FindAsync("sensor_identity"))!.Result);
        Assert.Null(await _bench.FindAsync("sensor_emissivity"));
        Assert.NotNull(await _bench.FindAsync("sensor_noise"));
    }

    [Theory]
    [InlineData(0x0030, FindingResult.Fail, "two wrong bits in one cell of its EEPROM")]
    [InlineData(0x0000, FindingResult.Warn, "still starting")]
    [InlineData(0x0090, FindingResult.Warn, "still writing its EEPROM")]
    public async Task What_the_chip_says_of_its_memory_is_told(ushort flags, FindingResult expected, string seen)
    {
        _bench.Chip.Flags = flags;

        Assert.Equal(
            (expected, seen), (await _bench.FindAsync("sensor_memory") is { } found ? (found.Result, found.Seen) : default));
    }

    [Fact]
    public async Task A_calibration_of_this_sensor_is_shown()
    {
        new CalibrationFiles(_bench.Data).Save(CalibrationBench.Sample);

        Assert.Equal(
            "of 2026-02-10 by Wang Wei, offset +0.40 °C, gain 1.0000, out by 0.10 °C at most",
            (await _bench.FindAsync("sensor_calibration"))!.Seen);
        Assert.Equal(FindingResult.Pass, (await _bench.RunAsync()).Result);
    }

    public static TheoryData<Calibration, string> CalibrationsOfOthers => new()
    {
        { CalibrationBench.Sample with { Sensor = "0123456789abcdef" }, "is of sensor 0123456789abcdef, this is 06145a0000000001" },
        { CalibrationBench.Sample with { ConfigWord = "9fb1" }, "the chip's settings have changed since" },
        { CalibrationBench.Sample with { EmissivityWord = "fae0" }, "the chip's settings have changed since" },
        { CalibrationBench.Sample with { SupplyVolts = 3.3 }, "made with SupplyVolts 3.3, set to 3" },
    };

    [Theory]
    [MemberData(nameof(CalibrationsOfOthers))]
    public async Task A_calibration_of_another_sensor_or_another_setting_is_a_failure(Calibration calibration, string seen)
    {
        new CalibrationFiles(_bench.Data).Save(calibration);

        var found = await _bench.FindAsync("sensor_calibration");

        Assert.Equal((FindingResult.Fail, $"{seen}: the gate does not trust it"), (found!.Result, found.Seen));
    }

    [Fact]
    public async Task A_calibration_that_cannot_be_read_is_a_failure()
    {
        await File.WriteAllTextAsync(Path.Combine(_bench.Data, Calibration.FileName), "{");

        Assert.Equal(FindingResult.Fail, (await _bench.FindAsync("sensor_calibration"))!.Result);
    }

    [Fact]
    public async Task A_chip_that_tells_no_flags_is_a_warning_and_the_rest_is_looked_at()
    {
        _bench.Bus.Attach(0x5A, new Refusing(_bench.Chip, command => command == 0xF0));

        Assert.Equal(FindingResult.Warn, (await _bench.FindAsync("sensor_memory"))!.Result);
        Assert.Equal(FindingResult.Pass, (await _bench.FindAsync("sensor_identity"))!.Result);
    }

    private static Finding Of(DoctorReport report, string check) => report.Checks.Single(finding => finding.Check == check);

    /// <summary>Every second answer has a bit turned over.</summary>
    private sealed class Disturbed(ISimulatedChip chip) : ISimulatedChip
    {
        private int _reads;

        public bool Read(byte address, byte command, Span<byte> response)
        {
            var answered = chip.Read(address, command, response);
            response[0] ^= (byte)(_reads++ % 4 / 2);
            return answered;
        }

        public bool Write(byte address, ReadOnlySpan<byte> data) => chip.Write(address, data);
    }

    private sealed class Refusing(ISimulatedChip chip, Func<byte, bool> refuses) : ISimulatedChip
    {
        public bool Read(byte address, byte command, Span<byte> response) => !refuses(command) && chip.Read(address, command, response);

        public bool Write(byte address, ReadOnlySpan<byte> data) => chip.Write(address, data);
    }
}
