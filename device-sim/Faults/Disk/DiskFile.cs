using System.Runtime.InteropServices;

namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>A file under whatever name: what programs see of it, and what of that would survive a power cut.</summary>
internal sealed unsafe class DiskFile(ReadOnlySpan<byte> content)
{
    /// <summary>What the kernel writes at least, however little of it has changed.</summary>
    private const int PageBytes = 4096;

    private readonly FileBytes _durable = new(content);
    private readonly List<DiskWrite> _unsynced = [];
    private readonly HashSet<long> _dirtyPages = [];
    private readonly HashSet<long> _badSectors = [];
    private readonly List<nint> _shared = [];

    public FileBytes Content { get; } = new(content);

    /// <summary>Power was cut while it was open: whoever still has it open gets nothing but errors.</summary>
    public bool IsLost { get; set; }

    /// <summary>Those who have it open.</summary>
    public List<OpenFile> Users { get; } = [];

    /// <returns>False where a sector of it can't be read.</returns>
    public bool IsReadable(long offset, long length) => _badSectors.Count == 0 || !DiskWrite.Sectors(offset, length).Any(_badSectors.Contains);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        // A card puts another sector in the place of a bad one that is written.
        if (_badSectors.Count > 0)
            _badSectors.ExceptWith(DiskWrite.Sectors(offset, bytes.Length));
        Change(new DiskWrite(offset, bytes.ToArray()));
        for (var page = offset / PageBytes; page * PageBytes < offset + bytes.Length; page++)
            _dirtyPages.Add(page);
    }

    public void Truncate(long length) => Change(new DiskWrite(length, null));

    /// <returns>Bytes that went to the device: whole pages.</returns>
    public long Sync()
    {
        foreach (var write in _unsynced)
            write.ApplyTo(_durable);
        var bytes = _dirtyPages.Count * (long)PageBytes;
        Forsake();
        return bytes;
    }

    /// <summary>
    /// As Linux does when a sync fails: the pages count as written from then on, so that the next sync succeeds without them.
    /// </summary>
    public void Forsake()
    {
        _unsynced.Clear();
        _dirtyPages.Clear();
    }

    /// <summary>The file as it is found after a power cut.</summary>
    public DiskFile AfterCrash(Random random)
    {
        var left = new FileBytes(_durable.All);
        foreach (var write in _unsynced)
            write.ApplyPart(left, random);
        var found = new DiskFile(left.All);
        found._badSectors.UnionWith(_badSectors);
        return found;
    }

    /// <summary>A bit turns over on the disk itself: no write, no sync.</summary>
    public void Flip(long offset, byte mask)
    {
        foreach (var bytes in new[] { Content, _durable })
        {
            if (offset < bytes.Length)
                bytes.Write(offset, [(byte)(bytes.All[(int)offset] ^ mask)]);
        }
    }

    /// <summary>What is in these bytes' sectors can't be read any more, after a power cut neither.</summary>
    public void Spoil(long offset, long length) => _badSectors.UnionWith(DiskWrite.Sectors(offset, length));

    /// <summary>All of it, with zeros where a sector can't be read.</summary>
    public byte[] Readable(out bool isWhole)
    {
        var bytes = Content.All.ToArray();
        foreach (var (first, length) in _badSectors.Select(DiskWrite.BytesOf).Where(bad => bad.First < bytes.Length))
            bytes.AsSpan((int)first, (int)Math.Min(length, bytes.Length - first)).Clear();
        isWhole = IsReadable(0, bytes.Length);
        return bytes;
    }

    /// <summary>Memory that all who have the file open share; gone when the last of them lets go of it.</summary>
    /// <returns>0 if it is not there and is not to be made.</returns>
    public nint SharedRegion(int index, int bytes, bool extend)
    {
        while (_shared.Count <= index && extend)
            _shared.Add((nint)NativeMemory.AllocZeroed((nuint)bytes));
        return index < _shared.Count ? _shared[index] : 0;
    }

    public void FreeShared()
    {
        foreach (var region in _shared)
            NativeMemory.Free((void*)region);
        _shared.Clear();
    }

    private void Change(DiskWrite write)
    {
        write.ApplyTo(Content);
        _unsynced.Add(write);
    }
}
