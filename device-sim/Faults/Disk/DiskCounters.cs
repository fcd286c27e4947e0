namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>What a simulated disk was asked to do.</summary>
/// <param name="Writes">Calls; a disk that was asked to change a name counts that as one too.</param>
/// <param name="BytesWritten">As programs wrote them.</param>
/// <param name="BytesSynced">As a kernel brings them to the device: pages of 4 KiB that had changed since the sync before.</param>
/// <param name="Busy">Time that syncs took, see <see cref="DiskFaults.SyncTime"/>.</param>
internal readonly record struct DiskCounters(long Writes, long BytesWritten, long Syncs, long BytesSynced, TimeSpan Busy);
