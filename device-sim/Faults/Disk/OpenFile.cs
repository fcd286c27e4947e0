namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>One opening of a file by SQLite. Methods answer with SQLite's codes, as its unix file system would.</summary>
internal sealed class OpenFile(SimulatedDisk disk, string? path, DiskFile file, int flags)
{
    private const int SectorBytes = 4096;

    private bool _syncsFolder = path is not null && (flags & SqliteCode.OpenCreate) != 0
        && (flags & (SqliteCode.OpenMainJournal | SqliteCode.OpenSuperJournal | SqliteCode.OpenWal)) != 0;

    private int _lock;
    private bool _hasShared;
    private int _sharedMask;
    private int _exclusiveMask;

    public static int SectorSize => SectorBytes;

    public int Close()
    {
        if ((flags & SqliteCode.OpenDeleteOnClose) != 0 && path is not null && !file.IsLost)
            _ = disk.Delete(path, syncFolder: false);
        disk.Close(this, file);
        return SqliteCode.Ok;
    }

    public int Read(Span<byte> buffer, long offset)
    {
        lock (disk.Gate)
        {
            if (file.IsLost || !disk.CanRead())
                return SqliteCode.IoErrorRead;
            if (!file.IsReadable(offset, buffer.Length))
                return SqliteCode.IoErrorBadSector;
            return file.Content.Read(offset, buffer) == buffer.Length ? SqliteCode.Ok : SqliteCode.IoErrorShortRead;
        }
    }

    public int Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (file.IsLost || (flags & SqliteCode.OpenReadWrite) == 0)
            return SqliteCode.IoErrorWrite;
        return disk.Write(file, offset, bytes);
    }

    public int Truncate(long length) =>
        file.IsLost || disk.Truncate(file, length) != SqliteCode.Ok ? SqliteCode.IoErrorTruncate : SqliteCode.Ok;

    /// <summary>The first sync of a log or journal makes its name last too, as SQLite's own file system does it.</summary>
    public int Sync()
    {
        if (file.IsLost)
            return SqliteCode.IoErrorSync;
        if (disk.Sync(file) is var code and not SqliteCode.Ok)
            return code;
        if (_syncsFolder && disk.SyncFolder(Path.GetDirectoryName(path)!) is var folder and not SqliteCode.Ok)
            return folder;
        _syncsFolder = false;
        return SqliteCode.Ok;
    }

    public long Length => file.Content.Length;

    public int Lock(int level)
    {
        lock (disk.Gate)
        {
            if (file.IsLost)
                return SqliteCode.IoErrorLock;
            if (_lock >= level)
                return SqliteCode.Ok;
            var others = file.Users.Where(user => user != this).Select(user => user._lock).DefaultIfEmpty().Max();
            var most = level switch
            {
                SqliteCode.LockShared => SqliteCode.LockReserved,
                SqliteCode.LockReserved => SqliteCode.LockShared,
                _ => SqliteCode.LockNone,
            };
            if (others <= most)
                _lock = level;
            else if (level == SqliteCode.LockExclusive && others == SqliteCode.LockShared)
                _lock = SqliteCode.LockPending;
            return _lock == level ? SqliteCode.Ok : SqliteCode.Busy;
        }
    }

    public int Unlock(int level)
    {
        lock (disk.Gate)
            _lock = Math.Min(_lock, level);
        return SqliteCode.Ok;
    }

    public bool IsReserved()
    {
        lock (disk.Gate)
            return file.Users.Exists(user => user._lock >= SqliteCode.LockReserved);
    }

    /// <returns>What the file control asks, or null if it is not known here.</returns>
    public int? Answer(int question) => question switch
    {
        SqliteCode.AskLockState => _lock,
        SqliteCode.AskHasMoved => path is not null && !disk.IsAt(path, file) ? 1 : 0,
        _ => null,
    };

    public int MapShared(int index, int bytes, bool extend, out nint region)
    {
        lock (disk.Gate)
        {
            region = 0;
            if (file.IsLost)
                return SqliteCode.IoErrorSharedMap;
            _hasShared = true;
            region = file.SharedRegion(index, bytes, extend: false);

            // A file on a real disk, which SQLite lengthens by writing to it.
            if (region == 0 && extend && disk.UsedBytes + bytes > disk.Faults.CapacityBytes)
                return SqliteCode.IoErrorSharedSize;
            region = file.SharedRegion(index, bytes, extend);
            return SqliteCode.Ok;
        }
    }

    public int LockShared(int offset, int count, int what)
    {
        lock (disk.Gate)
        {
            var mask = ((1 << count) - 1) << offset;
            if ((what & SqliteCode.SharedUnlock) != 0)
            {
                (_sharedMask, _exclusiveMask) = (_sharedMask & ~mask, _exclusiveMask & ~mask);
                return SqliteCode.Ok;
            }

            if (file.IsLost)
                return SqliteCode.IoErrorSharedLock;
            var isExclusive = (what & SqliteCode.SharedExclusive) != 0;
            var taken = file.Users.Where(user => user != this)
                .Aggregate(0, (all, user) => all | user._exclusiveMask | (isExclusive ? user._sharedMask : 0));
            if ((taken & mask) != 0)
                return SqliteCode.Busy;
            if (isExclusive)
                _exclusiveMask |= mask;
            else
                _sharedMask |= mask;
            return SqliteCode.Ok;
        }
    }

    public int UnmapShared()
    {
        lock (disk.Gate)
        {
            (_hasShared, _sharedMask, _exclusiveMask) = (false, 0, 0);
            if (!file.Users.Exists(user => user._hasShared))
                file.FreeShared();
            return SqliteCode.Ok;
        }
    }
}
