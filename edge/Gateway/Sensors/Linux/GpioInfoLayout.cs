using System.Runtime.InteropServices;
using System.Text;

namespace Checkpoint.Gateway.Sensors.Linux;

/// <summary>What the GPIO character device tells of a chip and its lines, byte for byte (linux/gpio.h).</summary>
internal static class GpioInfoLayout
{
    /// <summary>GPIO_GET_CHIPINFO_IOCTL.</summary>
    public const nuint GetChip = 0x8044B401;

    /// <summary>GPIO_V2_GET_LINEINFO_IOCTL.</summary>
    public const nuint GetLine = 0xC100B405;

    /// <summary>struct gpiochip_info.</summary>
    public const int ChipBytes = 68;

    /// <summary>struct gpio_v2_line_info.</summary>
    public const int LineBytes = 256;

    private const int NameBytes = 32;
    private const int ChipLinesAt = 64;
    private const int OffsetAt = 64;
    private const int FlagsAt = 72;
    private const ulong Used = 1;

    public static (string Name, string Label, int Lines) ParseChip(ReadOnlySpan<byte> info) =>
        (Text(info), Text(info[NameBytes..]), MemoryMarshal.Read<int>(info[ChipLinesAt..]));

    /// <summary>A question about one line; all else must be zero.</summary>
    public static byte[] AskLine(int offset)
    {
        var info = new byte[LineBytes];
        MemoryMarshal.Write(info.AsSpan(OffsetAt), offset);
        return info;
    }

    public static GpioLine ParseLine(ReadOnlySpan<byte> info) => new(
        MemoryMarshal.Read<int>(info[OffsetAt..]),
        Text(info),
        Text(info[NameBytes..]),
        (MemoryMarshal.Read<ulong>(info[FlagsAt..]) & Used) != 0);

    private static string Text(ReadOnlySpan<byte> info)
    {
        var name = info[..NameBytes];
        var end = name.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? name : name[..end]);
    }
}
