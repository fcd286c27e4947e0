namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>One change of a file that was not synced yet.</summary>
/// <param name="Offset">Where the bytes go; for a truncation, the new length.</param>
/// <param name="Bytes">Null for a truncation.</param>
internal sealed record DiskWrite(long Offset, byte[]? Bytes)
{
    /// <summary>What a disk writes whole or not at all, as the datasheets of cards and the ATA standard promise.</summary>
    private const int SectorBytes = 512;

    /// <summary>Numbers of the sectors that these bytes touch.</summary>
    public static IEnumerable<long> Sectors(long offset, long length)
    {
        for (var sector = offset / SectorBytes; sector * SectorBytes < offset + length; sector++)
            yield return sector;
    }

    public static (long First, long Length) BytesOf(long sector) => (sector * SectorBytes, SectorBytes);

    public void ApplyTo(FileBytes content)
    {
        if (Bytes is null)
            content.SetLength(Offset);
        else
            content.Write(Offset, Bytes);
    }

    /// <summary>What a power cut leaves of it: nothing, all, or any of its sectors.</summary>
    public void ApplyPart(FileBytes content, Random random)
    {
        var fate = random.Next(3);
        if (fate == 0)
            return;
        if (fate == 1 || Bytes is null)
        {
            ApplyTo(content);
            return;
        }

        for (var at = Offset; at < Offset + Bytes.Length;)
        {
            var end = Math.Min((at / SectorBytes + 1) * SectorBytes, Offset + Bytes.Length);
            if (random.Next(2) == 0)
                content.Write(at, Bytes.AsSpan((int)(at - Offset), (int)(end - at)));
            at = end;
        }
    }
}
