using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.Sensors;

/// <summary>The clock passes while the driver waits, and only then.</summary>
public sealed class Bme280Tests : IDisposable
{
    private const byte Address = AirOptions.LowAddress;

    private readonly ManualTime _clock = new();
    private readonly SimulatedSmBus _bus = new();

    public void Dispose() => _bus.Dispose();

    /// <summary>Bosch's own example (BMP280 datasheet section 3.12), and the tests of Pimoroni's bme280-python.</summary>
    [Theory]
    [InlineData(27504, 26435, -1000, 519888, 25.0825)]
    [InlineData(28009, 25654, 50, 529191, 24.7895)]
    public void Published_raw_temperatures_give_their_published_degrees(int t1, int t2, int t3, int raw, double celsius) =>
        Assert.Equal(celsius, new Bme280Calibration { T1 = t1, T2 = t2, T3 = t3 }.Celsius(raw), 4);

    [Fact]
    public void A_published_raw_humidity_gives_its_published_percent()
    {
        var calibration = new Bme280Calibration { T1 = 28009, T2 = 25654, T3 = 50, H1 = 75, H2 = 376, H4 = 286, H5 = 50, H6 = 30 };

        Assert.Equal(68.66997, calibration.Humidity(30281, 529191), 4);
    }

    [Fact]
    public void Factory_values_with_signs_are_taken_apart_as_the_datasheet_says()
    {
        var first = new byte[26];
        first[0] = 0xFF;
        first[1] = 0xFE;
        first[2] = 0x34;
        first[3] = 0x92;
        first[25] = 0xFF;

        var calibration = Bme280Calibration.Parse(first, [0x01, 0x80, 0xFE, 0xF0, 0xA5, 0x80, 0xFF]);

        Assert.Equal((0xFEFF, unchecked((short)0x9234)), (calibration.T1, calibration.T2));
        Assert.Equal((255, -32767, 254, -1), (calibration.H1, calibration.H2, calibration.H3, calibration.H6));
        Assert.Equal((unchecked((sbyte)0xF0) * 16) + 0x5, calibration.H4);
        Assert.Equal((unchecked((sbyte)0x80) * 16) + 0xA, calibration.H5);
    }

    [Theory]
    [InlineData(-40, 10)]
    [InlineData(-27.35, 78)]
    [InlineData(0, 0.5)]
    [InlineData(21.5, 45)]
    [InlineData(85, 99)]
    public void What_the_air_is_the_driver_reads(double celsius, double humidity)
    {
        Fit(new SimulatedBme280(clock: _clock), celsius, humidity);

        var reading = Sensor().Read();

        Assert.Equal((SensorFailure.None, 1), (reading.Temperature.Failure, reading.Temperature.Tries));
        Assert.InRange(reading.Temperature.CentiC, (celsius * 100) - 1, (celsius * 100) + 1);
        Assert.InRange(reading.HumidityPercent!.Value, humidity - 0.1, humidity + 0.1);
    }

    [Fact]
    public void Each_reading_measures_anew()
    {
        var chip = Fit(new SimulatedBme280(clock: _clock), 20, 40);
        var sensor = Sensor();
        sensor.Read();
        chip.Set(-12.5, 60);

        Assert.Equal(-1250, sensor.Read().Temperature.CentiC, 1.0);
    }

    [Fact]
    public void A_bmp280_has_a_temperature_and_no_humidity()
    {
        Fit(new SimulatedBme280(hasHumidity: false, _clock), -20, 50);

        var reading = Sensor().Read();

        Assert.Equal(-2000, reading.Temperature.CentiC, 1.0);
        Assert.Null(reading.HumidityPercent);
    }

    [Theory]
    [InlineData(-40.1)]
    [InlineData(86)]
    public void Air_beyond_the_rated_range_is_refused(double celsius)
    {
        Fit(new SimulatedBme280(clock: _clock), celsius, 40);

        Assert.Equal(AirReading.Bad(SensorFailure.OutOfRange, 3), Sensor().Read());
    }

    [Fact]
    public void A_chip_that_never_measures_is_told_by_its_reset_values()
    {
        Fit(new SimulatedBme280(clock: _clock) { NeverMeasures = true }, 20, 40);

        Assert.Equal(SensorFailure.NotMeasured, Sensor().Read().Temperature.Failure);
    }

    [Fact]
    public void A_chip_that_stays_busy_is_waited_for_only_so_long()
    {
        Fit(new SimulatedBme280(clock: _clock), 20, 40);
        var sensor = new Bme280(_bus, Address, 1, _ => { });

        Assert.Equal(SensorFailure.NotMeasured, sensor.Read().Temperature.Failure);
    }

    [Fact]
    public void Another_chip_at_the_address_is_refused()
    {
        var chip = Fit(new SimulatedBme280(clock: _clock), 20, 40);
        chip.SetRegister(Bme280.IdRegister, 0x61);

        Assert.Equal(SensorFailure.WrongChip, Sensor().Read().Temperature.Failure);
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    public void Factory_values_that_were_never_written_are_refused(byte blank)
    {
        var chip = Fit(new SimulatedBme280(clock: _clock), 20, 40);
        for (byte register = 0x88; register < 0xA2; register++)
            chip.SetRegister(register, blank);

        Assert.Equal(SensorFailure.WrongChip, Sensor().Read().Temperature.Failure);
    }

    [Theory]
    [InlineData(BusFaultKind.Nack, SensorFailure.Nack)]
    [InlineData(BusFaultKind.TimedOut, SensorFailure.BusTimedOut)]
    [InlineData(BusFaultKind.StuckHigh, SensorFailure.WrongChip)]
    [InlineData(BusFaultKind.StuckLow, SensorFailure.WrongChip)]
    public void A_lasting_fault_of_the_bus_ends_after_the_tries_with_its_name(BusFaultKind fault, SensorFailure expected)
    {
        Fit(new SimulatedBme280(clock: _clock), 20, 40);
        _bus.Inject(fault, 1000);

        Assert.Equal(AirReading.Bad(expected, 3), Sensor().Read());
    }

    [Fact]
    public void A_bit_turned_over_on_the_wire_never_becomes_a_temperature()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            using var bus = new SimulatedSmBus(new Random(seed), new BusFaultRates { Nack = 0, ErrorFlag = 0, BadPec = 0.1 });
            bus.Attach(Address, new SimulatedBme280());
            var reading = new Bme280(bus, Address, 3, _ => { }).Read().Temperature;
            if (reading.IsGood)
                Assert.Equal(2000, reading.CentiC, 1.0);
        }
    }

    [Theory]
    [InlineData(BusFaultKind.StuckHigh)]
    [InlineData(BusFaultKind.StuckLow)]
    [InlineData(BusFaultKind.Nack)]
    public void A_sensor_that_comes_back_is_read_again(BusFaultKind fault)
    {
        Fit(new SimulatedBme280(clock: _clock), 20, 40);
        var sensor = Sensor();
        Assert.True(sensor.Read().Temperature.IsGood);
        _bus.Inject(fault, 1000);
        Assert.False(sensor.Read().Temperature.IsGood);
        _bus.Inject(fault, 0);

        Assert.Equal(2000, sensor.Read().Temperature.CentiC, 1.0);
    }

    [Fact]
    public void A_chip_put_in_place_of_another_is_read_by_its_own_factory_values()
    {
        Fit(new SimulatedBme280(clock: _clock), 20, 40);
        var sensor = Sensor();
        sensor.Read();
        _bus.Detach(Address);
        Assert.Equal(SensorFailure.Nack, sensor.Read().Temperature.Failure);
        Fit(new SimulatedBme280(hasHumidity: false, _clock), -5, 40);

        Assert.Null(sensor.Read().HumidityPercent);
        Assert.Equal(-500, sensor.Read().Temperature.CentiC, 1.0);
    }

    private SimulatedBme280 Fit(SimulatedBme280 chip, double celsius, double humidity)
    {
        chip.Set(celsius, humidity);
        _bus.Attach(Address, chip);
        return chip;
    }

    private Bme280 Sensor() => new(_bus, Address, 3, _clock.Advance);
}
