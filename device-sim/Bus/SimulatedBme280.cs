using System.Buffers.Binary;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.Bus;

/// <summary>
/// BME280 as its registers show it: factory values, and raw numbers that make the wanted air once a forced measurement has
/// been started (Bosch BST-BME280-DS002). The raw numbers are found by solving the datasheet's formulas backwards.
/// </summary>
public sealed class SimulatedBme280 : ISimulatedChip
{
    private const byte Id = 0xD0;
    private const byte Reset = 0xE0;
    private const byte HumidityControl = 0xF2;
    private const byte Status = 0xF3;
    private const byte MeasuringControl = 0xF4;
    private const byte Data = 0xF7;
    private const byte ResetWord = 0xB6;
    private const int Forced = 1;
    private const double FinePerDegree = 5120;

    // Factory values of one real part, as a public driver's tests give them.
    private const int T1 = 28009;
    private const int T2 = 25654;
    private const int T3 = 50;
    private const int H1 = 75;
    private const int H2 = 376;
    private const int H4 = 286;
    private const int H5 = 50;
    private const int H6 = 30;

    private static readonly TimeSpan MeasuringTime = TimeSpan.FromMilliseconds(6.4);

    private readonly byte[] _registers = new byte[256];
    private readonly TimeProvider? _clock;
    private readonly bool _hasHumidity;
    private readonly Lock _gate = new();
    private Func<(double Celsius, double HumidityPercent)> _air = () => (20, 40);
    private byte _humidityInForce;
    private long? _began;

    /// <param name="hasHumidity">False for a BMP280.</param>
    /// <param name="clock">With it a measurement takes its time; without, it is done at once.</param>
    public SimulatedBme280(bool hasHumidity = true, TimeProvider? clock = null)
    {
        (_hasHumidity, _clock) = (hasHumidity, clock);
        _registers[Id] = hasHumidity ? Bme280.Bme280Id : Bme280.Bmp280Id;
        PutWord(0x88, T1);
        PutWord(0x8A, T2);
        PutWord(0x8C, T3);
        if (hasHumidity)
            PutHumidityValues();
        PutRaw(temperature: 0x80000, humidity: 0x8000);
    }

    /// <summary>The chip takes the order to measure and never does.</summary>
    public bool NeverMeasures { get; set; }

    public void Set(double celsius, double humidityPercent) => SetAir(() => (celsius, humidityPercent));

    /// <param name="air">Asked at each measurement; on the gateway's thread.</param>
    public void SetAir(Func<(double Celsius, double HumidityPercent)> air)
    {
        lock (_gate)
            _air = air;
    }

    /// <summary>For what no formula makes.</summary>
    public void SetRegister(byte register, byte value)
    {
        lock (_gate)
            _registers[register] = value;
    }

    public bool Read(byte address, byte command, Span<byte> response)
    {
        lock (_gate)
        {
            _registers[Status] = (byte)(IsMeasuring ? 0x08 : 0);
            for (var i = 0; i < response.Length; i++)
                response[i] = _registers[(command + i) & 0xFF];
            return true;
        }
    }

    /// <summary>Registers and values by turns: writing does not count up by itself.</summary>
    public bool Write(byte address, ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            for (var i = 0; i + 1 < data.Length; i += 2)
                Write(data[i], data[i + 1]);
            return true;
        }
    }

    private bool IsMeasuring => _clock is not null && _began is { } at && _clock.GetElapsedTime(at) < MeasuringTime;

    private void Write(byte register, byte value)
    {
        switch (register)
        {
            case HumidityControl:
                _registers[register] = value;
                break;
            case MeasuringControl:
                _registers[register] = (byte)(value & 0xFC);
                _humidityInForce = _registers[HumidityControl];
                if ((value & 3) == Forced && !NeverMeasures)
                    Measure(measuresTemperature: (value & 0xE0) != 0);
                break;
            case Reset when value == ResetWord:
                (_registers[HumidityControl], _registers[MeasuringControl], _humidityInForce) = (0, 0, 0);
                PutRaw(temperature: 0x80000, humidity: 0x8000);
                break;
        }
    }

    private void Measure(bool measuresTemperature)
    {
        _began = _clock?.GetTimestamp();
        var (celsius, humidity) = _air();
        PutRaw(
            measuresTemperature ? RawTemperature(celsius) : 0x80000,
            _hasHumidity && (_humidityInForce & 7) != 0 ? RawHumidity(humidity, celsius) : 0x8000);
    }

    /// <summary>fine = T2 x + T3 x² / 64, where x = raw / 16384 - T1 / 1024.</summary>
    private static int RawTemperature(double celsius)
    {
        var (square, fine) = (T3 / 64.0, celsius * FinePerDegree);
        var x = (-T2 + Math.Sqrt((double)T2 * T2 + (4 * square * fine))) / (2 * square);
        return (int)Math.Clamp(Math.Round((x + (T1 / 1024.0)) * 16384), 0, 0xFFFFF);
    }

    /// <summary>percent = v (1 - H1 v / 524288), where v = (raw - offset) slope.</summary>
    private static int RawHumidity(double percent, double celsius)
    {
        var fine = (celsius * FinePerDegree) - 76800;
        var offset = (H4 * 64.0) + (H5 / 16384.0 * fine);
        var slope = H2 / 65536.0 * (1 + (H6 / 67108864.0 * fine));
        const double Bend = H1 / 524288.0;
        var v = (1 - Math.Sqrt(1 - (4 * Bend * percent))) / (2 * Bend);
        return (int)Math.Clamp(Math.Round((v / slope) + offset), 0, 0xFFFF);
    }

    private void PutHumidityValues()
    {
        _registers[0xA1] = H1;
        PutWord(0xE1, H2);
        _registers[0xE4] = H4 >> 4;
        _registers[0xE5] = (H4 & 0x0F) | ((H5 & 0x0F) << 4);
        _registers[0xE6] = H5 >> 4;
        _registers[0xE7] = H6;
    }

    private void PutWord(byte register, int word) => BinaryPrimitives.WriteUInt16LittleEndian(_registers.AsSpan(register), (ushort)word);

    private void PutRaw(int temperature, int humidity)
    {
        _registers[Data] = 0x80;
        _registers[Data + 3] = (byte)(temperature >> 12);
        _registers[Data + 4] = (byte)(temperature >> 4);
        _registers[Data + 5] = (byte)(temperature << 4);
        _registers[Data + 6] = (byte)(humidity >> 8);
        _registers[Data + 7] = (byte)humidity;
    }
}
