using System.Buffers.Binary;

namespace Checkpoint.Gateway.Sensors;

/// <summary>
/// A BME280's own factory values and what they make of its raw numbers (Bosch BST-BME280-DS002, sections 4.2.2 and 8.1, in
/// floating point). Names are the datasheet's.
/// </summary>
internal sealed record Bme280Calibration
{
    /// <summary>Registers 88 to A1, and E1 to E7.</summary>
    public const byte FirstBlock = 0x88;

    public const int FirstBlockBytes = 26;
    public const byte SecondBlock = 0xE1;
    public const int SecondBlockBytes = 7;

    /// <summary>Steps of the fine temperature in a degree.</summary>
    private const double FinePerDegree = 5120;

    public int T1 { get; init; }

    public int T2 { get; init; }

    public int T3 { get; init; }

    public int H1 { get; init; }

    public int H2 { get; init; }

    public int H3 { get; init; }

    public int H4 { get; init; }

    public int H5 { get; init; }

    public int H6 { get; init; }

    /// <summary>A chip whose values were never written, or a line that stands still.</summary>
    public bool IsBlank => (T1, T2) is (0, 0) or (0xFFFF, -1);

    /// <param name="second">Empty for a BMP280, which has none.</param>
    public static Bme280Calibration Parse(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var temperature = new Bme280Calibration
        {
            T1 = BinaryPrimitives.ReadUInt16LittleEndian(first),
            T2 = BinaryPrimitives.ReadInt16LittleEndian(first[2..]),
            T3 = BinaryPrimitives.ReadInt16LittleEndian(first[4..]),
        };
        if (second.IsEmpty)
            return temperature;

        // Two signed numbers of twelve bits share the byte E5.
        return temperature with
        {
            H1 = first[25],
            H2 = BinaryPrimitives.ReadInt16LittleEndian(second),
            H3 = second[2],
            H4 = ((sbyte)second[3] << 4) | (second[4] & 0x0F),
            H5 = ((sbyte)second[5] << 4) | (second[4] >> 4),
            H6 = (sbyte)second[6],
        };
    }

    /// <summary>°C of a raw temperature of 20 bits.</summary>
    public double Celsius(int raw) => Fine(raw) / FinePerDegree;

    /// <summary>Relative humidity in percent, of a raw humidity of 16 bits and the raw temperature read with it.</summary>
    public double Humidity(int raw, int rawTemperature)
    {
        var fine = Fine(rawTemperature) - 76800;
        var offset = (H4 * 64.0) + (H5 / 16384.0 * fine);
        var slope = H2 / 65536.0 * (1 + (H6 / 67108864.0 * fine * (1 + (H3 / 67108864.0 * fine))));
        var humidity = (raw - offset) * slope;
        return Math.Clamp(humidity * (1 - (H1 * humidity / 524288.0)), 0, 100);
    }

    private double Fine(int raw)
    {
        var linear = (raw / 16384.0) - (T1 / 1024.0);
        var eighth = (raw / 131072.0) - (T1 / 8192.0);
        return (linear * T2) + (eighth * eighth * T3);
    }
}
