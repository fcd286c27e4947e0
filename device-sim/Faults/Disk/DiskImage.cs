namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>A card's files at one moment, to be put on the same card later or on another.</summary>
internal sealed class DiskImage(IReadOnlyDictionary<string, byte[]> files)
{
    public IReadOnlyDictionary<string, byte[]> Files => files;
}
