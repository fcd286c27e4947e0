using System.Globalization;

namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>
/// A card in memory, for SQLite and for the outbox's own work on names. It knows what was synced; a power cut leaves that, and
/// of the rest whatever its random numbers say, torn at the bounds of sectors. Paths are absolute; every folder is there.
/// </summary>
/// <remarks>
/// Where this is kinder than a real card: synced sectors stay what they are (cards without power-loss protection can lose
/// neighbours of what they are writing), and a sync that succeeds is true. Safe for the threads of one outbox, deterministic
/// only when driven by one.
/// </remarks>
internal sealed partial class SimulatedDisk : IDisposable
{
    private static int _made;

    private readonly HashSet<DiskFile> _open = [];
    private readonly SqliteFileSystem _fileSystem;
    private readonly DiskClaims _claims;
    private readonly Dictionary<string, long> _held = new(StringComparer.Ordinal);
    private DiskNames _names = new();
    private bool _hasPower = true;

    public SimulatedDisk()
    {
        Vfs = string.Create(CultureInfo.InvariantCulture, $"simulated-disk-{Interlocked.Increment(ref _made)}");
        _fileSystem = new SqliteFileSystem(this, Vfs);
        _claims = new DiskClaims(Gate);
    }

    public string Vfs { get; }

    public DiskFaults Faults { get; } = new();

    public DiskCounters Counters { get; private set; }

    internal Lock Gate { get; } = new();

    internal bool CanRead()
    {
        if (Faults.FailingReads == 0 || Faults.ReadsBeforeFailing-- > 0)
            return _hasPower;
        Faults.FailingReads--;
        return false;
    }

    /// <summary>
    /// Cuts the power and brings it back. What was open stays open and fails from then on; close it after this, never before,
    /// or SQLite tidies up as no power cut would let it.
    /// </summary>
    public void Crash(Random random)
    {
        lock (Gate)
        {
            LoseOpenFiles();
            _names = _names.AfterCrash(random);
            _claims.Clear();
            (_hasPower, Faults.ChangesLeft) = (true, long.MaxValue);
        }
    }

    /// <summary>All files as programs see them now: of a board that is off, its card.</summary>
    public DiskImage Snapshot()
    {
        lock (Gate)
            return new DiskImage(_names.All.ToDictionary(entry => entry.Key, entry => entry.Value.Content.All.ToArray()));
    }

    /// <summary>Puts an image on this card in place of everything; what was open is lost, as in a power cut.</summary>
    public void Restore(DiskImage image)
    {
        lock (Gate)
        {
            LoseOpenFiles();
            _names = new DiskNames();
            _claims.Clear();
            _held.Clear();
            foreach (var (path, bytes) in image.Files)
                _names.AddDurable(path, new DiskFile(bytes));
        }
    }

    /// <summary>Paths of all files, sorted.</summary>
    public IReadOnlyList<string> Paths
    {
        get
        {
            lock (Gate)
                return [.. _names.All.Select(entry => entry.Key)];
        }
    }

    /// <summary>Room that is taken under names of its own, in no file that can be read.</summary>
    public long HeldBytes
    {
        get
        {
            lock (Gate)
                return _held.Values.Sum();
        }
    }

    /// <summary>Of all files and what is held.</summary>
    public long UsedBytes
    {
        get
        {
            lock (Gate)
                return _names.All.Sum(entry => entry.Value.Content.Length) + _held.Values.Sum();
        }
    }

    /// <summary>Turns bits over in place, as bad flash does.</summary>
    public void Flip(string path, long offset, byte mask) => On(path, file => file.Flip(offset, mask));

    /// <summary>Lets the sectors of these bytes go bad, for good or until something is written there; see <see cref="DiskFile.Spoil"/>.</summary>
    public void Spoil(string path, long offset, long length) => On(path, file => file.Spoil(offset, length));

    /// <returns>0 for a file that is not there.</returns>
    public long LengthOf(string path)
    {
        lock (Gate)
            return _names.TryFind(path, out var file) ? file.Content.Length : 0;
    }

    /// <summary>Nothing is open any more.</summary>
    public void Dispose() => _fileSystem.Dispose();

    /// <param name="path">Null for a temporary file without a name.</param>
    /// <param name="flags">As SQLite asks; as they were granted when it returns.</param>
    internal int Open(string? path, ref int flags, out OpenFile? opened)
    {
        lock (Gate)
        {
            opened = null;
            DiskFile? file = null;
            if (!_hasPower)
                return SqliteCode.CannotOpen;
            if (path is null)
                file = new DiskFile([]);
            else if (!_names.TryFind(path, out file) && (flags & SqliteCode.OpenCreate) != 0 && CanChange())
                _names.Add(path, file = new DiskFile([]));
            if (file is null)
                return SqliteCode.CannotOpen;
            if (Faults.IsReadOnly && path is not null)
                flags = (flags & ~(SqliteCode.OpenReadWrite | SqliteCode.OpenCreate)) | SqliteCode.OpenReadOnly;
            opened = new OpenFile(this, path, file, flags);
            file.Users.Add(opened);
            _open.Add(file);
            return SqliteCode.Ok;
        }
    }

    internal void Close(OpenFile opened, DiskFile file)
    {
        lock (Gate)
        {
            file.Users.Remove(opened);
            if (file.Users.Count == 0)
                _open.Remove(file);
        }
    }

    internal int Delete(string path, bool syncFolder)
    {
        lock (Gate)
        {
            if (!_names.TryFind(path, out _))
                return SqliteCode.IoErrorDeleteNoEntry;
            if (!CanChange())
                return SqliteCode.IoErrorDelete;
            _names.Remove(path);
            return syncFolder ? SyncFolder(Path.GetDirectoryName(path)!) : SqliteCode.Ok;
        }
    }

    internal int Write(DiskFile file, long offset, ReadOnlySpan<byte> bytes)
    {
        lock (Gate)
        {
            if (Faults.FailsWrites || !CanChange())
                return SqliteCode.IoErrorWrite;
            var grown = Math.Max(0, offset + bytes.Length - file.Content.Length);
            if (grown > 0 && UsedBytes + grown > Faults.CapacityBytes)
                return SqliteCode.Full;
            file.Write(offset, bytes);
            Counters = Counters with { BytesWritten = Counters.BytesWritten + bytes.Length };
            return SqliteCode.Ok;
        }
    }

    internal int Truncate(DiskFile file, long length)
    {
        lock (Gate)
        {
            if (Faults.FailsWrites || !CanChange())
                return SqliteCode.IoErrorTruncate;
            file.Truncate(length);
            return SqliteCode.Ok;
        }
    }

    internal int Sync(DiskFile file)
    {
        lock (Gate)
        {
            if (SyncFault())
            {
                file.Forsake();
                return SqliteCode.IoErrorSync;
            }

            Counters = Counters with { BytesSynced = Counters.BytesSynced + file.Sync() };
            return SqliteCode.Ok;
        }
    }

    internal int SyncFolder(string folder)
    {
        lock (Gate)
        {
            if (SyncFault())
                return SqliteCode.IoErrorFolderSync;
            _names.Sync(folder);
            return SqliteCode.Ok;
        }
    }

    internal bool IsAt(string path, DiskFile file)
    {
        lock (Gate)
            return _names.TryFind(path, out var found) && found == file;
    }

    private void On(string path, Action<DiskFile> change)
    {
        lock (Gate)
        {
            if (_names.TryFind(path, out var file))
                change(file);
        }
    }

    private bool SyncFault()
    {
        if (Faults.FailsSyncs || !CanChange())
            return true;
        Counters = Counters with { Syncs = Counters.Syncs + 1, Busy = Counters.Busy + Faults.SyncTime };
        return false;
    }

    /// <summary>Counts the change, if it can be made.</summary>
    private bool CanChange()
    {
        _hasPower &= Faults.ChangesLeft > 0;
        if (!_hasPower || Faults.IsReadOnly)
            return false;
        Faults.ChangesLeft--;
        Counters = Counters with { Writes = Counters.Writes + 1 };
        return true;
    }

    private void LoseOpenFiles()
    {
        foreach (var file in _open)
            file.IsLost = true;
    }
}
