using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.Bus;

/// <summary>
/// MLX90614 as its registers show it: 32 words of RAM (commands 00 to 1F) and 32 of EEPROM (20 to 3F), datasheet rev 13.
/// </summary>
public sealed class SimulatedMlx90614 : ISimulatedChip
{
    public const byte DefaultAddress = 0x5A;
    public const byte Ambient = 0x06;
    public const byte Object1 = 0x07;
    public const byte Emissivity = 0x24;

    private const int WordsInEach = 32;

    private readonly ushort[] _words = new ushort[2 * WordsInEach];
    private readonly Func<byte, ushort, ushort>? _served;

    /// <param name="served">
    /// Called at each reading of RAM with the command and the word kept there; what it returns goes on the wire. Here the
    /// world lets noise into a reading and notes what was served.
    /// </param>
    public SimulatedMlx90614(Func<byte, ushort, ushort>? served = null)
    {
        _served = served;
        Set(Ambient, 20);
        Set(Object1, 20);
        _words[Emissivity] = 0xFFFF;
        _words[0x25] = 0x9FB4;
        _words[0x2E] = 0xBE00 | DefaultAddress;
    }

    /// <summary>The word nearest to a temperature: 0.02 K a step from -273.15 °C.</summary>
    public static ushort WordOf(double celsius) => (ushort)Math.Clamp(Math.Round((celsius + 273.15) / 0.02), 0, 0x7FFF);

    public static double CelsiusOf(ushort word) => Mlx90614.ToCentiC(word) / 100.0;

    public void Set(byte command, double celsius) => SetWord(command, WordOf(celsius));

    public void SetWord(byte command, ushort word) => Volatile.Write(ref _words[command], word);

    public ushort? ReadWord(byte command)
    {
        if (command >= _words.Length)
            return null;
        var word = Volatile.Read(ref _words[command]);
        return command < WordsInEach && _served is not null ? _served(command, word) : word;
    }
}
