using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.Bus;

/// <summary>
/// MLX90614 as its registers show it: 32 words of RAM (commands 00 to 1F), 32 of EEPROM (20 to 3F), flags (F0), each with
/// its packet error code (datasheet rev 13).
/// </summary>
public sealed class SimulatedMlx90614 : ISimulatedChip
{
    public const byte DefaultAddress = 0x5A;
    public const byte Ambient = 0x06;
    public const byte Object1 = 0x07;

    /// <summary>Any number would do; the real ones are unique.</summary>
    public const ulong DefaultId = 0x0614_5A00_0000_0001;

    /// <summary>As an xAA part is delivered: single zone, FIR 1024, IIR 100 %, gain 12.5.</summary>
    public const ushort DeliveredConfig = 0x9FB4;

    private const int WordsInEach = 32;
    private const byte FlagsCommand = 0xF0;
    private const ushort FlagBusy = 0x80;
    private const ushort FlagStarted = 0x10;

    /// <summary>The least that the datasheet asks to wait after an erase or a write.</summary>
    private static readonly TimeSpan EepromTime = TimeSpan.FromMilliseconds(5);

    private readonly ushort[] _words = new ushort[2 * WordsInEach];
    private readonly Func<byte, ushort, ushort>? _served;
    private readonly TimeProvider? _clock;
    private long? _wroteAt;
    private bool _isPowered = true;

    /// <param name="served">
    /// Called at each reading of RAM with the command and the word kept there; what it returns goes on the wire. Here the
    /// world lets noise into a reading and notes what was served.
    /// </param>
    /// <param name="clock">With it EEPROM takes its time; without, it is written at once.</param>
    public SimulatedMlx90614(Func<byte, ushort, ushort>? served = null, TimeProvider? clock = null)
    {
        (_served, _clock) = (served, clock);
        Set(Ambient, 20);
        Set(Object1, 20);
        SetWord(Mlx90614.EmissivityCell, 0xFFFF);
        SetWord(Mlx90614.ConfigCell, DeliveredConfig);
        SetWord(Mlx90614.AddressCell, 0xBE00 | DefaultAddress);
        SetId(DefaultId);
    }

    /// <summary>False for a part that leaves the line high where its packet error code should be.</summary>
    public bool SendsPec { get; init; } = true;

    public EepromFault EepromFault { get; set; }

    /// <summary>What command F0 reads, but for the flag of a busy EEPROM.</summary>
    public ushort Flags { get; set; } = FlagStarted;

    /// <summary>Cells written or erased so far.</summary>
    public int EepromWrites { get; private set; }

    /// <summary>The word nearest to a temperature: 0.02 K a step from -273.15 °C.</summary>
    public static ushort WordOf(double celsius) => (ushort)Math.Clamp(Math.Round((celsius + 273.15) / 0.02), 0, 0x7FFF);

    public static double CelsiusOf(ushort word) => Mlx90614.ToCentiC(word) / 100.0;

    public void Set(byte command, double celsius) => SetWord(command, WordOf(celsius));

    public void SetWord(byte command, ushort word) => Volatile.Write(ref _words[command], word);

    public ushort Word(byte command) => Volatile.Read(ref _words[command]);

    public void SetId(ulong id)
    {
        for (var i = 0; i < 4; i++)
            SetWord((byte)(Mlx90614.FirstIdCell + i), (ushort)(id >> (16 * i)));
    }

    /// <summary>The supply comes back.</summary>
    public void PowerUp() => _isPowered = true;

    public bool Read(byte address, byte command, Span<byte> response)
    {
        if (!_isPowered || WordFor(command) is not { } word)
            return false;
        Span<byte> wire = [(byte)(address << 1), command, (byte)((address << 1) | 1), (byte)word, (byte)(word >> 8), 0];
        wire[5] = SendsPec ? PacketErrorCode.Of(wire[..5]) : (byte)0xFF;
        response.Fill(0xFF);
        wire[3..Math.Min(6, 3 + response.Length)].CopyTo(response);
        return true;
    }

    /// <summary>Takes a cell's word only with its right code, and only EEPROM.</summary>
    public bool Write(byte address, ReadOnlySpan<byte> data)
    {
        if (!_isPowered || data.Length != 4 || data[0] is < WordsInEach or >= 2 * WordsInEach)
            return false;
        ReadOnlySpan<byte> wire = [(byte)(address << 1), .. data[..3]];
        if (PacketErrorCode.Of(wire) != data[3])
            return false;
        if (!IsBusy)
            Put(data[0], (ushort)(data[1] | (data[2] << 8)));
        return true;
    }

    private bool IsBusy => _clock is not null && _wroteAt is { } at && _clock.GetElapsedTime(at) < EepromTime;

    /// <summary>A cell that was not erased keeps the bits it had: writing only sets them.</summary>
    private void Put(byte cell, ushort word)
    {
        EepromWrites++;
        _wroteAt = _clock?.GetTimestamp();
        if (word == 0 && EepromFault != EepromFault.NeverErases)
            SetWord(cell, 0);
        else if (EepromFault != EepromFault.NeverWrites)
            SetWord(cell, (ushort)(Word(cell) | word));
        _isPowered = word != 0 || EepromFault != EepromFault.PowerLostAfterErase;
    }

    private ushort? WordFor(byte command)
    {
        if (command == FlagsCommand)
            return (ushort)(Flags | (IsBusy ? FlagBusy : 0));
        if (command >= _words.Length)
            return null;
        if (command >= WordsInEach)
            return IsBusy ? (ushort)0 : Word(command);
        return _served is null ? Word(command) : _served(command, Word(command));
    }
}
