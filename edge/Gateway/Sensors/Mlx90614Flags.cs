namespace Checkpoint.Gateway.Sensors;

/// <summary>What command F0 tells of the chip (datasheet rev 13): bits 7, 5 and 4 of the word.</summary>
/// <param name="IsEepromBusy">A write or erase is still going on.</param>
/// <param name="IsEepromDead">Two wrong bits in one cell: the factory's calibration can't be trusted.</param>
/// <param name="IsStarting">The routine after power-up has not ended (told by a zero).</param>
public readonly record struct Mlx90614Flags(bool IsEepromBusy, bool IsEepromDead, bool IsStarting)
{
    public static Mlx90614Flags Of(ushort word) => new((word & 0x80) != 0, (word & 0x20) != 0, (word & 0x10) == 0);
}
