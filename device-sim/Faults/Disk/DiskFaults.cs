namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>What is wrong with a simulated disk right now; nothing as it comes.</summary>
internal sealed class DiskFaults
{
    /// <summary>All files together; a write that needs more finds the disk full.</summary>
    public long CapacityBytes { get; set; } = long.MaxValue;

    /// <summary>As a kernel mounts a card that has failed: nothing can be changed.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>So many more reads fail.</summary>
    public int FailingReads { get; set; }

    /// <summary>But so many before them do not.</summary>
    public int ReadsBeforeFailing { get; set; }

    /// <summary>So many more names can't be changed.</summary>
    public int FailingRenames { get; set; }

    /// <summary>But so many before them can.</summary>
    public int RenamesBeforeFailing { get; set; }

    public bool FailsWrites { get; set; }

    /// <summary>Syncs fail, and what they were to bring to the disk never gets there, not even by the next one that succeeds.</summary>
    public bool FailsSyncs { get; set; }

    /// <summary>So many more changes (a write, a sync, a name) and the power goes; only a crash brings it back.</summary>
    public long ChangesLeft { get; set; } = long.MaxValue;

    /// <summary>How long a sync takes; added up in <see cref="DiskCounters.Busy"/>, and waited for by nobody.</summary>
    public TimeSpan SyncTime { get; set; }
}
