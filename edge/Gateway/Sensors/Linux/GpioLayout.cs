using System.Runtime.InteropServices;
using System.Text;

namespace Checkpoint.Gateway.Sensors.Linux;

/// <summary>
/// The GPIO character device's second interface, byte for byte (linux/gpio.h): the request that takes lines, and what its
/// answer and events look like. All fields are in the machine's own byte order.
/// </summary>
internal static class GpioLayout
{
    public const nuint GetLine = 0xC250B407;
    public const nuint GetValues = 0xC010B40E;
    public const nuint SetValues = 0xC010B40F;
    public const int RequestBytes = 592;
    public const int EventBytes = 48;
    public const int MaxLines = 64;
    public const int MaxAttributes = 10;
    public const int ConsumerBytes = 32;
    public const int RisingEdge = 1;

    internal const int ConsumerAt = 256;
    internal const int FlagsAt = 288;
    internal const int AttributeCountAt = 296;
    internal const int AttributesAt = 320;
    internal const int AttributeBytes = 24;
    internal const int LineCountAt = 560;
    internal const int DescriptorAt = 588;

    internal const ulong ActiveLow = 1 << 1;
    internal const ulong Input = 1 << 2;
    internal const ulong Output = 1 << 3;
    internal const ulong BothEdges = (1 << 4) | (1 << 5);
    internal const uint FlagsAttribute = 1;
    internal const uint DebounceAttribute = 3;

    /// <summary>Lines that want the same share one attribute, of which a request has at most ten.</summary>
    /// <exception cref="LineUnavailableException">More lines or more kinds of lines than one request can hold.</exception>
    public static byte[] InputRequest(string consumer, IReadOnlyList<InputLine> lines)
    {
        var request = Begin(consumer, lines.Select(line => line.Offset).ToArray(), Input | BothEdges);
        var count = AddFlags(request, lines.Select(FlagsOf).ToArray(), Input | BothEdges);
        var debounces = Masks(lines.Select(line => (ulong)line.Debounce.TotalMicroseconds));
        foreach (var group in debounces.Where(group => group.Value > 0))
            AddAttribute(request, count++, DebounceAttribute, group.Value, group.Mask);
        return request;
    }

    public static byte[] OutputRequest(string consumer, IReadOnlyList<OutputLine> lines)
    {
        var request = Begin(consumer, lines.Select(line => line.Offset).ToArray(), Output);
        AddFlags(request, lines.Select(line => Output | (line.ActiveLow ? ActiveLow : 0)).ToArray(), Output);
        return request;
    }

    public static int Descriptor(ReadOnlySpan<byte> request) => MemoryMarshal.Read<int>(request[DescriptorAt..]);

    private static ulong FlagsOf(InputLine line) => Input | BothEdges | (line.ActiveLow ? ActiveLow : 0) | (line.Bias switch
    {
        LineBias.PullUp => 1UL << 8,
        LineBias.PullDown => 1UL << 9,
        LineBias.Disabled => 1UL << 10,
        _ => 0UL,
    });

    private static byte[] Begin(string consumer, int[] offsets, ulong flags)
    {
        if (offsets.Length is 0 or > MaxLines)
            throw new LineUnavailableException($"{offsets.Length} lines in one request; 1 to {MaxLines} can be taken");
        var request = new byte[RequestBytes];
        for (var i = 0; i < offsets.Length; i++)
            Put(request, i * 4, (uint)offsets[i]);
        Encoding.ASCII.GetBytes(consumer.AsSpan(0, Math.Min(consumer.Length, ConsumerBytes - 1)), request.AsSpan(ConsumerAt));
        Put(request, FlagsAt, flags);
        Put(request, LineCountAt, (uint)offsets.Length);
        return request;
    }

    private static int AddFlags(byte[] request, ulong[] flags, ulong common)
    {
        var count = 0;
        foreach (var group in Masks(flags).Where(group => group.Value != common))
            AddAttribute(request, count++, FlagsAttribute, group.Value, group.Mask);
        return count;
    }

    private static IEnumerable<(ulong Value, ulong Mask)> Masks(IEnumerable<ulong> values) => values
        .Select((value, line) => (Value: value, Bit: 1UL << line))
        .GroupBy(entry => entry.Value)
        .Select(group => (group.Key, group.Aggregate(0UL, (mask, entry) => mask | entry.Bit)));

    private static void AddAttribute(byte[] request, int index, uint id, ulong value, ulong mask)
    {
        if (index >= MaxAttributes)
        {
            throw new LineUnavailableException(
                $"the lines differ in more than {MaxAttributes} ways; take fewer kinds of bias and debounce");
        }

        var at = AttributesAt + (index * AttributeBytes);
        Put(request, at, id);
        if (id == DebounceAttribute)
            Put(request, at + 8, (uint)value);
        else
            Put(request, at + 8, value);
        Put(request, at + 16, mask);
        Put(request, AttributeCountAt, (uint)(index + 1));
    }

    private static void Put<TValue>(byte[] request, int at, TValue value)
        where TValue : struct => MemoryMarshal.Write(request.AsSpan(at), value);
}
