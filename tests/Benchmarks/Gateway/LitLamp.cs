using System.Globalization;

namespace Checkpoint.Benchmarks.Gateway;

/// <summary>One lamp that came on.</summary>
/// <param name="AtMicroseconds">CLOCK_BOOTTIME.</param>
/// <param name="LatencyMicroseconds">From the chip's last object word, on the bus, to the lamp's line, written.</param>
/// <param name="IsGreen">Normal, as everybody in these queues is.</param>
/// <param name="WorldMicroseconds">What chip and queue have taken of the gateway's threads, all in all so far.</param>
internal readonly record struct LitLamp(long AtMicroseconds, long LatencyMicroseconds, bool IsGreen, long WorldMicroseconds)
{
    public static LitLamp Parse(string line)
    {
        var parts = line.Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new LitLamp(parts[0], parts[1], parts[2] != 0, parts[3]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{AtMicroseconds} {LatencyMicroseconds} {(IsGreen ? 1 : 0)} {WorldMicroseconds}");
}
