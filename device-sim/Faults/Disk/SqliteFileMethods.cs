using System.Runtime.InteropServices;

namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>What SQLite calls on an open file (sqlite.org/c3ref/io_methods.html, version 2).</summary>
internal static unsafe class SqliteFileMethods
{
    private static readonly nint Table = Make();

    public static Head For(OpenFile file) => new() { Methods = Table, File = GCHandle.ToIntPtr(GCHandle.Alloc(file)) };

    private static nint Make()
    {
        var table = (Layout*)NativeMemory.AllocZeroed((nuint)sizeof(Layout));
        *table = new Layout
        {
            Version = 2,
            Close = &Close,
            Read = &Read,
            Write = &Write,
            Truncate = &Truncate,
            Sync = &Sync,
            FileSize = &FileSize,
            Lock = &Lock,
            Unlock = &Unlock,
            CheckReservedLock = &CheckReservedLock,
            FileControl = &FileControl,
            SectorSize = &SectorSize,
            DeviceCharacteristics = &DeviceCharacteristics,
            ShmMap = &ShmMap,
            ShmLock = &ShmLock,
            ShmBarrier = &ShmBarrier,
            ShmUnmap = &ShmUnmap,
        };
        return (nint)table;
    }

    private static OpenFile FileOf(Head* head) => (OpenFile)GCHandle.FromIntPtr(head->File).Target!;

    [UnmanagedCallersOnly]
    private static int Close(Head* head)
    {
        var code = FileOf(head).Close();
        GCHandle.FromIntPtr(head->File).Free();
        *head = default;
        return code;
    }

    [UnmanagedCallersOnly]
    private static int Read(Head* head, byte* buffer, int bytes, long offset) =>
        FileOf(head).Read(new Span<byte>(buffer, bytes), offset);

    [UnmanagedCallersOnly]
    private static int Write(Head* head, byte* buffer, int bytes, long offset) =>
        FileOf(head).Write(new ReadOnlySpan<byte>(buffer, bytes), offset);

    [UnmanagedCallersOnly]
    private static int Truncate(Head* head, long length) => FileOf(head).Truncate(length);

    [UnmanagedCallersOnly]
    private static int Sync(Head* head, int flags) => FileOf(head).Sync();

    [UnmanagedCallersOnly]
    private static int FileSize(Head* head, long* length)
    {
        *length = FileOf(head).Length;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Lock(Head* head, int level) => FileOf(head).Lock(level);

    [UnmanagedCallersOnly]
    private static int Unlock(Head* head, int level) => FileOf(head).Unlock(level);

    [UnmanagedCallersOnly]
    private static int CheckReservedLock(Head* head, int* answer)
    {
        *answer = FileOf(head).IsReserved() ? 1 : 0;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly]
    private static int FileControl(Head* head, int question, int* answer)
    {
        if (FileOf(head).Answer(question) is not { } known)
            return SqliteCode.NotFound;
        *answer = known;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly]
    private static int SectorSize(Head* head) => OpenFile.SectorSize;

    [UnmanagedCallersOnly]
    private static int DeviceCharacteristics(Head* head) => SqliteCode.PowersafeOverwrite;

    [UnmanagedCallersOnly]
    private static int ShmMap(Head* head, int index, int bytes, int extend, nint* region) =>
        FileOf(head).MapShared(index, bytes, extend != 0, out *region);

    [UnmanagedCallersOnly]
    private static int ShmLock(Head* head, int offset, int count, int what) => FileOf(head).LockShared(offset, count, what);

    [UnmanagedCallersOnly]
    private static void ShmBarrier(Head* head) => Interlocked.MemoryBarrier();

    [UnmanagedCallersOnly]
    private static int ShmUnmap(Head* head, int delete) => FileOf(head).UnmapShared();

    /// <summary>struct sqlite3_file, and our own behind it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Head
    {
        public nint Methods;
        public nint File;
    }

    /// <summary>struct sqlite3_io_methods, version 2.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Layout
    {
        public int Version;
        public delegate* unmanaged<Head*, int> Close;
        public delegate* unmanaged<Head*, byte*, int, long, int> Read;
        public delegate* unmanaged<Head*, byte*, int, long, int> Write;
        public delegate* unmanaged<Head*, long, int> Truncate;
        public delegate* unmanaged<Head*, int, int> Sync;
        public delegate* unmanaged<Head*, long*, int> FileSize;
        public delegate* unmanaged<Head*, int, int> Lock;
        public delegate* unmanaged<Head*, int, int> Unlock;
        public delegate* unmanaged<Head*, int*, int> CheckReservedLock;
        public delegate* unmanaged<Head*, int, int*, int> FileControl;
        public delegate* unmanaged<Head*, int> SectorSize;
        public delegate* unmanaged<Head*, int> DeviceCharacteristics;
        public delegate* unmanaged<Head*, int, int, int, nint*, int> ShmMap;
        public delegate* unmanaged<Head*, int, int, int, int> ShmLock;
        public delegate* unmanaged<Head*, void> ShmBarrier;
        public delegate* unmanaged<Head*, int, int> ShmUnmap;
    }
}
