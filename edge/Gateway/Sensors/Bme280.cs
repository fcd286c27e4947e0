namespace Checkpoint.Gateway.Sensors;

/// <summary>
/// Driver of the Bosch BME280 (BST-BME280-DS002), and of the BMP280, which has no humidity. Each reading is one forced
/// measurement, so that a chip which lost its supply needs no setting up. The chip has no error codes: what it holds is
/// read twice and must be the same. For one thread at a time.
/// </summary>
/// <param name="tries">For one reading, the first included.</param>
/// <param name="wait">Lets the given time pass while the chip measures.</param>
public sealed class Bme280(ISmBus bus, byte address, int tries, Action<TimeSpan> wait)
{
    public const byte IdRegister = 0xD0;
    public const byte Bme280Id = 0x60;
    public const byte Bmp280Id = 0x58;

    /// <summary>The rated range; beyond it nothing is measured but a fault.</summary>
    public const int LeastCentiC = -4000;

    public const int MostCentiC = 8500;

    private const byte HumidityControl = 0xF2;
    private const byte Status = 0xF3;
    private const byte MeasuringControl = 0xF4;
    private const byte Data = 0xF7;
    private const int DataBytes = 8;
    private const byte IsMeasuring = 0x08;
    private const byte HumidityOnce = 0x01;

    /// <summary>Temperature once, no pressure, forced mode.</summary>
    private const byte TemperatureOnceForced = 0x21;

    /// <summary>What the data registers hold before anything is measured.</summary>
    private const int NoTemperature = 0x80000;

    private const int NoHumidity = 0x8000;

    /// <summary>6.4 ms at most for temperature and humidity once (section 9.1), and some to spare.</summary>
    private static readonly TimeSpan MeasuringTime = TimeSpan.FromMilliseconds(8);

    private static readonly TimeSpan MeasuringMore = TimeSpan.FromMilliseconds(2);

    private const int MostWaits = 5;

    private Bme280Calibration? _calibration;
    private bool _hasHumidity;

    /// <summary>Measures anew. After a failure the chip is taken for another: its id and factory values are read again.</summary>
    public AirReading Read()
    {
        for (var count = 1; ; count++)
        {
            var failure = TryRead(out var reading);
            if (failure == SensorFailure.None)
                return reading with { Temperature = reading.Temperature with { Tries = count } };
            _calibration = null;
            if (count >= tries)
                return AirReading.Bad(failure, count);
        }
    }

    private SensorFailure TryRead(out AirReading reading)
    {
        reading = default;
        if (_calibration is null && Begin() is var begun and not SensorFailure.None)
            return begun;
        if (Measure() is var measured and not SensorFailure.None)
            return measured;
        Span<byte> data = stackalloc byte[DataBytes];
        if (ReadTwice(Data, data) is var answered and not SensorFailure.None)
            return answered;
        var temperature = (data[3] << 12) | (data[4] << 4) | (data[5] >> 4);
        var humidity = (data[6] << 8) | data[7];
        if (temperature == NoTemperature || (_hasHumidity && humidity == NoHumidity))
            return SensorFailure.NotMeasured;
        var centiC = (int)Math.Round(_calibration!.Celsius(temperature) * 100, MidpointRounding.AwayFromZero);
        if (centiC is < LeastCentiC or > MostCentiC)
            return SensorFailure.OutOfRange;
        reading = new AirReading(
            SensorReading.Good(centiC), _hasHumidity ? _calibration.Humidity(humidity, temperature) : null);
        return SensorFailure.None;
    }

    private SensorFailure Begin()
    {
        Span<byte> id = stackalloc byte[1];
        if (ReadTwice(IdRegister, id) is var answered and not SensorFailure.None)
            return answered;
        if (id[0] is not (Bme280Id or Bmp280Id))
            return SensorFailure.WrongChip;
        _hasHumidity = id[0] == Bme280Id;
        Span<byte> first = stackalloc byte[Bme280Calibration.FirstBlockBytes];
        Span<byte> second = stackalloc byte[_hasHumidity ? Bme280Calibration.SecondBlockBytes : 0];
        if (ReadTwice(Bme280Calibration.FirstBlock, first) is var one and not SensorFailure.None)
            return one;
        if (_hasHumidity && ReadTwice(Bme280Calibration.SecondBlock, second) is var two and not SensorFailure.None)
            return two;
        var calibration = Bme280Calibration.Parse(first, second);
        if (calibration.IsBlank)
            return SensorFailure.WrongChip;
        _calibration = calibration;
        return SensorFailure.None;
    }

    /// <summary>The humidity's setting counts only from the next writing of the other register on (section 5.4.3).</summary>
    private SensorFailure Measure()
    {
        if (_hasHumidity && Write(HumidityControl, HumidityOnce) is var refused and not SensorFailure.None)
            return refused;
        if (Write(MeasuringControl, TemperatureOnceForced) is var failure and not SensorFailure.None)
            return failure;
        wait(MeasuringTime);
        Span<byte> status = stackalloc byte[1];
        for (var waits = 0; waits < MostWaits; waits++)
        {
            if (bus.Read(address, Status, status).ToFailure() is var missing and not SensorFailure.None)
                return missing;
            if ((status[0] & IsMeasuring) == 0)
                return SensorFailure.None;
            wait(MeasuringMore);
        }

        return SensorFailure.NotMeasured;
    }

    private SensorFailure Write(byte register, byte value) => bus.Write(address, [register, value]).ToFailure();

    private SensorFailure ReadTwice(byte register, Span<byte> bytes)
    {
        Span<byte> again = stackalloc byte[Bme280Calibration.FirstBlockBytes];
        again = again[..bytes.Length];
        if (bus.Read(address, register, bytes).ToFailure() is var first and not SensorFailure.None)
            return first;
        if (bus.Read(address, register, again).ToFailure() is var second and not SensorFailure.None)
            return second;
        return bytes.SequenceEqual(again) ? SensorFailure.None : SensorFailure.Unsteady;
    }
}
