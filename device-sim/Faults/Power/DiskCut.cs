namespace Checkpoint.DeviceSim.Faults.Power;

/// <summary>What a disk holds when its power has been cut.</summary>
/// <param name="Image">All of it.</param>
/// <param name="UnflushedSectors">Written since the last flush, of 512 bytes, each write counted.</param>
/// <param name="KeptSectors">How many of them are there all the same.</param>
public sealed record DiskCut(byte[] Image, int UnflushedSectors, int KeptSectors);
