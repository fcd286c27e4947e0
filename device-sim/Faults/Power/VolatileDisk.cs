namespace Checkpoint.DeviceSim.Faults.Power;

/// <summary>
/// A disk with a volatile cache: what has not been flushed may be there after a power cut, or not, or in part, and later
/// writes without earlier ones. It is read as written. Not for several threads at once.
/// </summary>
/// <param name="image">What it holds at first; its own from then on.</param>
public sealed class VolatileDisk(byte[] image)
{
    /// <summary>What a disk writes as a whole (ATA, NVMe: at least this).</summary>
    public const int SectorBytes = 512;

    private readonly byte[] _current = [.. image];
    private readonly List<(int Offset, byte[] Data)> _unflushed = [];

    public int Length => image.Length;

    public ReadOnlySpan<byte> Read(int offset, int length) => _current.AsSpan(offset, length);

    public void Write(int offset, byte[] data)
    {
        data.CopyTo(_current, offset);
        _unflushed.Add((offset, data));
    }

    /// <summary>From here on all that was written is durable.</summary>
    public void Flush()
    {
        foreach (var (offset, data) in _unflushed)
            data.CopyTo(image, offset);
        _unflushed.Clear();
    }

    /// <summary>
    /// The disk as a cut at this moment would leave it; this one goes on as if nothing had happened. At one cut nearly all,
    /// at another nearly nothing of what was not flushed survives.
    /// </summary>
    public DiskCut Cut(Random random)
    {
        byte[] left = [.. image];
        var (survival, sectors, kept) = (random.NextDouble(), 0, 0);
        foreach (var (offset, data) in _unflushed)
        {
            for (var from = 0; from < data.Length; from += SectorBytes)
            {
                sectors++;
                if (random.NextDouble() >= survival)
                    continue;
                kept++;
                data.AsSpan(from, Math.Min(SectorBytes, data.Length - from)).CopyTo(left.AsSpan(offset + from));
            }
        }

        return new DiskCut(left, sectors, kept);
    }
}
