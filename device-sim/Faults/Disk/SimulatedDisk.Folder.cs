using Checkpoint.Gateway.Outbox;

namespace Checkpoint.DeviceSim.Faults.Disk;

/// <content>What the outbox asks of it beside SQLite.</content>
internal sealed partial class SimulatedDisk : IOutboxFolder
{
    public IDisposable Claim(string folder, string lockFile)
    {
        lock (Gate)
        {
            if (!_hasPower || Faults.IsReadOnly)
                throw new IOException($"{lockFile}: read-only file system");
            return _claims.Take(lockFile);
        }
    }

    public bool Exists(string path)
    {
        lock (Gate)
            return _names.TryFind(path, out _);
    }

    public void Rename(string from, string to)
    {
        lock (Gate)
        {
            if (!CanRename() || !CanChange() || !_names.TryFind(from, out _))
                throw new IOException($"rename {from}: error");
            _names.Rename(from, to);
        }
    }

    private bool CanRename()
    {
        if (Faults.FailingRenames == 0 || Faults.RenamesBeforeFailing-- > 0)
            return true;
        Faults.FailingRenames--;
        return false;
    }

    public void Delete(string path)
    {
        if (Delete(path, syncFolder: false) != SqliteCode.Ok)
            throw new IOException($"unlink {path}: error");
    }

    public bool CopyReadable(string from, string to)
    {
        lock (Gate)
        {
            if (Faults.FailsWrites || !CanChange() || !_names.TryFind(from, out var file))
                throw new IOException($"copy {from}: error");
            var copy = file.Readable(out var isWhole);
            if (UsedBytes + copy.Length > Faults.CapacityBytes)
                throw new IOException($"copy {from}: no space");
            _names.Add(to, new DiskFile(copy));
            return isWhole;
        }
    }

    public bool TryHold(string path, long bytes)
    {
        lock (Gate)
        {
            if (_held.GetValueOrDefault(path) >= bytes)
                return true;
            if (!CanChange())
                return false;
            _held.Remove(path);
            return UsedBytes + bytes <= Faults.CapacityBytes && _held.TryAdd(path, bytes);
        }
    }

    public long GiveUp(string path)
    {
        lock (Gate)
            return CanChange() && _held.Remove(path, out var bytes) ? bytes : 0;
    }

    public void Sync(string folder)
    {
        if (SyncFolder(folder) != SqliteCode.Ok)
            throw new IOException($"fsync {folder}: error");
    }
}
