namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>SQLite's numbers that a file system needs (sqlite.org/c3ref/constlist.html).</summary>
internal static class SqliteCode
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int ReadOnly = 8;
    public const int IoError = 10;
    public const int NotFound = 12;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int IoErrorRead = IoError | (1 << 8);
    public const int IoErrorShortRead = IoError | (2 << 8);
    public const int IoErrorWrite = IoError | (3 << 8);
    public const int IoErrorSync = IoError | (4 << 8);
    public const int IoErrorFolderSync = IoError | (5 << 8);
    public const int IoErrorTruncate = IoError | (6 << 8);
    public const int IoErrorDelete = IoError | (10 << 8);
    public const int IoErrorLock = IoError | (15 << 8);
    public const int IoErrorSharedSize = IoError | (19 << 8);
    public const int IoErrorSharedLock = IoError | (20 << 8);
    public const int IoErrorSharedMap = IoError | (21 << 8);
    public const int IoErrorDeleteNoEntry = IoError | (23 << 8);

    /// <summary>SQLITE_IOERR_CORRUPTFS: what its unix file system makes of EIO when reading (os_unix.c, seekAndRead).</summary>
    public const int IoErrorBadSector = IoError | (33 << 8);

    public const int OpenReadOnly = 0x1;
    public const int OpenReadWrite = 0x2;
    public const int OpenCreate = 0x4;
    public const int OpenDeleteOnClose = 0x8;
    public const int OpenMainJournal = 0x800;
    public const int OpenSuperJournal = 0x4000;
    public const int OpenWal = 0x80000;

    public const int LockNone = 0;
    public const int LockShared = 1;
    public const int LockReserved = 2;
    public const int LockPending = 3;
    public const int LockExclusive = 4;

    public const int SharedUnlock = 1;
    public const int SharedExclusive = 8;
    public const int SharedLocks = 8;

    public const int AskLockState = 1;
    public const int AskHasMoved = 20;

    /// <summary>A write torn by a power cut leaves what it was not meant to change as it was.</summary>
    public const int PowersafeOverwrite = 0x1000;
}
