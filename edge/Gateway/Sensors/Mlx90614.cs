namespace Checkpoint.Gateway.Sensors;

/// <summary>
/// Driver of the Melexis MLX90614 infrared thermometer (datasheet 3901090614 rev 13). A word becomes a temperature only if
/// its packet error code, its error bit and its range all say so. For one thread at a time.
/// </summary>
public sealed class Mlx90614(ISmBus bus, SensorOptions options)
{
    public const byte EmissivityCell = 0x24;
    public const byte ConfigCell = 0x25;
    public const byte AddressCell = 0x2E;

    /// <summary>The first of four id cells, the lowest word.</summary>
    public const byte FirstIdCell = 0x3C;

    private const byte AmbientRegister = 0x06;
    private const byte ObjectRegister = 0x07;
    private const byte FlagsCommand = 0xF0;
    private const ushort ErrorBit = 0x8000;
    private const int IdWords = 4;

    private static readonly WordRange ObjectRange = new(0x27AD, 0x7FFF);
    private static readonly WordRange AmbientRange = new(0x2DE4, 0x4DC4);

    private readonly byte _address = (byte)options.Address;

    public SensorCounters Counters { get; } = new();

    /// <summary>Object 1, -70.01 to 382.19 °C; the supply, emissivity and gate corrections are not in it.</summary>
    public SensorReading ReadObject() => ReadTemperature(ObjectRegister, ObjectRange);

    /// <summary>The chip itself, -38.19 to 125.01 °C.</summary>
    public SensorReading ReadAmbient() => ReadTemperature(AmbientRegister, AmbientRange);

    /// <summary>0.02 K a step, without rounding.</summary>
    public static int ToCentiC(ushort word) => (word * 2) - 27315;

    /// <summary>Any word of RAM (commands 00 to 1F) or EEPROM (20 to 3F); only its packet error code is judged.</summary>
    public RegisterReading ReadWord(byte command) => ReadTrying(command, null);

    /// <summary>Which part this is and how it is set. Seven cells.</summary>
    /// <param name="identity">Null if a cell could not be read.</param>
    /// <returns>Why it is null; none if it is not.</returns>
    public SensorFailure ReadIdentity(out Mlx90614Identity? identity)
    {
        identity = null;
        Span<ushort> words = stackalloc ushort[IdWords + 3];
        ReadOnlySpan<byte> cells =
            [FirstIdCell, FirstIdCell + 1, FirstIdCell + 2, FirstIdCell + 3, EmissivityCell, ConfigCell, AddressCell];
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = ReadWord(cells[i]);
            if (!cell.IsGood)
                return cell.Failure;
            words[i] = cell.Word;
        }

        var id = 0UL;
        for (var i = IdWords - 1; i >= 0; i--)
            id = (id << 16) | words[i];
        identity = new Mlx90614Identity(id, words[IdWords], words[IdWords + 1], words[IdWords + 2]);
        return SensorFailure.None;
    }

    /// <returns>Why there are none; none if there are.</returns>
    public SensorFailure ReadFlags(out Mlx90614Flags flags)
    {
        var reading = ReadWord(FlagsCommand);
        flags = Mlx90614Flags.Of(reading.Word);
        return reading.Failure;
    }

    /// <summary>
    /// Reads the chip's temperature and its emissivity cell by turns, whatever the options say of codes, to find out
    /// whether codes come. A cell of EEPROM reads the same each time, unless the wire disturbs it.
    /// </summary>
    public PecTest TestPec(int reads)
    {
        var (matching, mismatching) = (0, 0);
        var (failure, plausible) = (SensorFailure.None, true);
        ushort? emissivity = null;
        Span<byte> response = stackalloc byte[3];
        for (var i = 0; i < reads; i++)
        {
            var command = i % 2 == 0 ? AmbientRegister : EmissivityCell;
            if (Transfer(command, response) is var missing and not SensorFailure.None)
            {
                failure = missing;
                continue;
            }

            var word = WordOf(response);
            var matches = PecMatches(command, response);
            (matching, mismatching) = matches ? (matching + 1, mismatching) : (matching, mismatching + 1);
            plausible &= command == AmbientRegister ? AmbientRange.Holds(word) : word == (emissivity ??= word) && word != 0;
        }

        return new PecTest(reads, matching, mismatching, failure, plausible);
    }

    private SensorReading ReadTemperature(byte register, WordRange range)
    {
        var reading = ReadTrying(register, range);
        return new SensorReading(reading.IsGood ? ToCentiC(reading.Word) : 0, reading.Failure, reading.Tries);
    }

    private RegisterReading ReadTrying(byte command, WordRange? range)
    {
        for (var tries = 1; ; tries++)
        {
            var reading = ReadOnce(command, range, tries);
            if (tries >= options.Tries || !MayMend(reading.Failure))
                return reading;
        }
    }

    /// <summary>A flagged or impossible word is the chip's own; asking at once gives the same word again.</summary>
    private static bool MayMend(SensorFailure failure) =>
        failure is SensorFailure.Nack or SensorFailure.PecMismatch or SensorFailure.BusTimedOut or SensorFailure.BusFault;

    private RegisterReading ReadOnce(byte command, WordRange? range, int tries)
    {
        Span<byte> response = stackalloc byte[3];
        var failure = Transfer(command, response);
        if (failure == SensorFailure.None && options.CheckPec && !PecMatches(command, response))
            failure = SensorFailure.PecMismatch;
        if (failure == SensorFailure.None && range is { } temperatures)
            failure = Judge(WordOf(response), temperatures);
        Counters.Count(failure);
        return new RegisterReading(failure == SensorFailure.None ? WordOf(response) : (ushort)0, failure, tries);
    }

    private static SensorFailure Judge(ushort word, WordRange range)
    {
        if ((word & ErrorBit) != 0)
            return SensorFailure.ErrorFlag;
        return range.Holds(word) ? SensorFailure.None : SensorFailure.OutOfRange;
    }

    private static ushort WordOf(ReadOnlySpan<byte> response) => (ushort)(response[0] | (response[1] << 8));

    private SensorFailure Transfer(byte command, Span<byte> response) => bus.Read(_address, command, response).ToFailure();

    private bool PecMatches(byte command, ReadOnlySpan<byte> response)
    {
        ReadOnlySpan<byte> wire =
            [(byte)(_address << 1), command, (byte)((_address << 1) | 1), response[0], response[1]];
        return PacketErrorCode.Of(wire) == response[2];
    }

    /// <summary>Words that a working chip gives for a temperature; both ends included.</summary>
    private readonly record struct WordRange(ushort Least, ushort Most)
    {
        public bool Holds(ushort word) => word >= Least && word <= Most;
    }
}
