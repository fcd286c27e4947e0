namespace Checkpoint.Gateway.Sensors;

/// <summary>
/// Writes the two cells of an MLX90614's EEPROM that may be written in the field. The datasheet (rev 13) warns that changes
/// to other cells and bits spoil the factory's calibration, so nothing here can name them. Written values count from the
/// chip's next power-up on.
/// </summary>
/// <param name="wait">Lets the given time pass; <see cref="Thread.Sleep(TimeSpan)"/> on a board.</param>
public sealed class Mlx90614Eeprom(ISmBus bus, SensorOptions options, Action<TimeSpan> wait)
{
    /// <summary>The datasheet asks for at least 5 ms after an erase and after a write.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(10);

    /// <summary>Limits of the datasheet.</summary>
    public const double LeastEmissivity = 0.1;

    public const double MostEmissivity = 1.0;

    /// <summary>I²C keeps the seven-bit addresses below 08 and above 77 for itself.</summary>
    public const int LeastAddress = 0x08;

    public const int MostAddress = 0x77;

    private const ushort Erased = 0;

    private readonly byte _address = (byte)options.Address;
    private readonly Mlx90614 _chip = new(bus, options);

    /// <exception cref="ArgumentOutOfRangeException">Not between the limits above.</exception>
    public EepromOutcome WriteEmissivity(double emissivity)
    {
        if (!(emissivity is >= LeastEmissivity and <= MostEmissivity))
            throw new ArgumentOutOfRangeException(nameof(emissivity), emissivity, $"not between {LeastEmissivity} and {MostEmissivity}");
        return Write(Mlx90614.EmissivityCell, _ => Mlx90614Identity.EmissivityWordOf(emissivity));
    }

    /// <summary>The upper half of the cell is left as it is found.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between the limits above.</exception>
    public EepromOutcome WriteAddress(int address)
    {
        if (address is < LeastAddress or > MostAddress)
            throw new ArgumentOutOfRangeException(nameof(address), address, $"not between {LeastAddress} and {MostAddress}");
        return Write(Mlx90614.AddressCell, before => (ushort)((before & 0xFF00) | address));
    }

    private EepromOutcome Write(byte cell, Func<ushort, ushort> valueFor)
    {
        var found = _chip.ReadWord(cell);
        if (!found.IsGood)
            return new EepromOutcome(EepromStep.Read, found.Failure, null, null);
        var value = valueFor(found.Word);
        if (found.Word == value)
            return new EepromOutcome(EepromStep.AlreadyThere, SensorFailure.None, value, value);
        return Put(cell, Erased, found.Word, EepromStep.Erase, EepromStep.CheckErased)
            ?? Put(cell, value, found.Word, EepromStep.Write, EepromStep.CheckWritten)
            ?? new EepromOutcome(EepromStep.Done, SensorFailure.None, found.Word, value);
    }

    /// <summary>Writes the word, lets the cell settle, and reads it back.</summary>
    /// <returns>Null if the cell reads as it should.</returns>
    private EepromOutcome? Put(byte cell, ushort word, ushort before, EepromStep writing, EepromStep checking)
    {
        var failure = Send(cell, word);
        wait(Settling);
        var back = _chip.ReadWord(cell);
        ushort? now = back.IsGood ? back.Word : null;
        if (now == word)
            return null;
        return failure == SensorFailure.None
            ? new EepromOutcome(checking, back.Failure, before, now)
            : new EepromOutcome(writing, failure, before, now);
    }

    /// <summary>
    /// Tried as often as a reading: a chip that has not acknowledged its packet error code has not written, and one left
    /// erased is of no use to anybody.
    /// </summary>
    private SensorFailure Send(byte cell, ushort word)
    {
        Span<byte> wire = [(byte)(_address << 1), cell, (byte)word, (byte)(word >> 8), 0];
        wire[4] = PacketErrorCode.Of(wire[..4]);
        var failure = bus.Write(_address, wire[1..]).ToFailure();
        for (var tries = 1; tries < options.Tries && failure != SensorFailure.None; tries++)
        {
            wait(Settling);
            failure = bus.Write(_address, wire[1..]).ToFailure();
        }

        return failure;
    }
}
