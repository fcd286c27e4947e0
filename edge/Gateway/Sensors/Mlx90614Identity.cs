using System.Globalization;

namespace Checkpoint.Gateway.Sensors;

/// <summary>Which MLX90614 this is and how it is set, as its EEPROM says (datasheet rev 13).</summary>
/// <param name="Id">The four id words, 3F first: unique to the part.</param>
/// <param name="EmissivityWord">Cell 24: 65535 times the emissivity.</param>
/// <param name="ConfigWord">Cell 25.</param>
/// <param name="AddressWord">Cell 2E: the SMBus address in its low byte.</param>
public sealed record Mlx90614Identity(ulong Id, ushort EmissivityWord, ushort ConfigWord, ushort AddressWord)
{
    /// <summary>Percent of a new value that the second filter lets through, by bits 2..0.</summary>
    private static readonly double[] IirPercents = [50, 25, 16.7, 12.5, 100, 80, 66.7, 57.1];

    /// <summary>By bits 13..11.</summary>
    private static readonly double[] Gains = [1, 3, 6, 12.5, 25, 50, 100, 100];

    public double Emissivity => EmissivityWord / 65535.0;

    /// <summary>7 bits; counts from the next power-up on.</summary>
    public int Address => AddressWord & 0x7F;

    /// <summary>Samples that the first filter averages, 8 to 1024.</summary>
    public int FirLength => 8 << ((ConfigWord >> 8) & 7);

    /// <summary>Share of the newest value in the second filter's output; 100: it is off.</summary>
    public double IirPercent => IirPercents[ConfigWord & 7];

    /// <summary>Two thermopiles (xBx): object 2 exists too, which nothing here reads.</summary>
    public bool IsDualZone => (ConfigWord & 0x0040) != 0;

    /// <summary>Of the amplifier before the converter; factory calibration depends on it.</summary>
    public double Gain => Gains[(ConfigWord >> 11) & 7];

    /// <summary>The chip tests its thermopile again and again; as delivered it does not (bit 3).</summary>
    public bool RepeatsSensorTest => (ConfigWord & 0x0008) != 0;

    /// <summary>As it is written in calibration files and on labels: 16 hex digits.</summary>
    public string IdText => Id.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The word that stands for an emissivity (datasheet rev 13: round(65535 ε)).</summary>
    public static ushort EmissivityWordOf(double emissivity) => (ushort)Math.Round(65535 * emissivity, MidpointRounding.AwayFromZero);

    /// <summary>The chip has exactly this emissivity.</summary>
    public bool HasEmissivity(double expected) => EmissivityWord == EmissivityWordOf(expected);
}
