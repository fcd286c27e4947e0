using System.Runtime.InteropServices;
using System.Text;

namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>
/// A simulated disk registered with SQLite as a file system (its VFS, sqlite.org/c3ref/vfs.html): what SQLite calls, and
/// nothing that decides.
/// </summary>
internal sealed unsafe partial class SqliteFileSystem : IDisposable
{
    private const int MostPathBytes = 512;

    /// <summary>The Julian day number of 1970 in milliseconds: the outbox never asks SQLite for the time.</summary>
    private const long SomeDay = 210_866_760_000_000;

    private readonly Layout* _layout;
    private readonly GCHandle _disk;

    public SqliteFileSystem(SimulatedDisk disk, string name)
    {
        SQLitePCL.Batteries_V2.Init();
        _disk = GCHandle.Alloc(disk);
        _layout = (Layout*)NativeMemory.AllocZeroed((nuint)sizeof(Layout));
        *_layout = new Layout
        {
            Version = 2,
            FileBytes = sizeof(SqliteFileMethods.Head),
            MostPathBytes = MostPathBytes,
            Name = Marshal.StringToCoTaskMemUTF8(name),
            Own = GCHandle.ToIntPtr(_disk),
            Open = &Open,
            Delete = &Delete,
            Access = &Access,
            FullPathname = &FullPathname,
            Randomness = &Randomness,
            Sleep = &Sleep,
            CurrentTime = &CurrentTime,
            CurrentTimeInt64 = &CurrentTimeInt64,
        };
        if (Register(_layout, 0) is var code and not SqliteCode.Ok)
            throw new InvalidOperationException($"sqlite3_vfs_register: {code}");
    }

    public void Dispose()
    {
        _ = Unregister(_layout);
        Marshal.FreeCoTaskMem(_layout->Name);
        NativeMemory.Free(_layout);
        _disk.Free();
    }

    private static SimulatedDisk DiskOf(Layout* layout) => (SimulatedDisk)GCHandle.FromIntPtr(layout->Own).Target!;

    [UnmanagedCallersOnly]
    private static int Open(Layout* layout, byte* name, SqliteFileMethods.Head* head, int flags, int* granted)
    {
        *head = default;
        var code = DiskOf(layout).Open(Marshal.PtrToStringUTF8((nint)name), ref flags, out var opened);
        if (opened is null)
            return code;
        *head = SqliteFileMethods.For(opened);
        if (granted is not null)
            *granted = flags;
        return code;
    }

    [UnmanagedCallersOnly]
    private static int Delete(Layout* layout, byte* name, int syncFolder) =>
        DiskOf(layout).Delete(Marshal.PtrToStringUTF8((nint)name)!, syncFolder != 0);

    /// <summary>As SQLite's own: an empty file counts as none, so that a log left empty is not looked at.</summary>
    [UnmanagedCallersOnly]
    private static int Access(Layout* layout, byte* name, int flags, int* answer)
    {
        *answer = DiskOf(layout).LengthOf(Marshal.PtrToStringUTF8((nint)name)!) > 0 ? 1 : 0;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly]
    private static int FullPathname(Layout* layout, byte* name, int bytes, byte* full)
    {
        var path = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
        if (path.Length + 1 > bytes || path is not [(byte)'/', ..])
            return SqliteCode.CannotOpen;
        path.CopyTo(new Span<byte>(full, bytes));
        full[path.Length] = 0;
        return SqliteCode.Ok;
    }

    /// <summary>The same each time: SQLite asks its default file system, not this one, for what salts its logs.</summary>
    [UnmanagedCallersOnly]
    private static int Randomness(Layout* layout, int bytes, byte* buffer)
    {
        new Span<byte>(buffer, bytes).Fill(0x5A);
        return bytes;
    }

    [UnmanagedCallersOnly]
    private static int Sleep(Layout* layout, int microseconds) => microseconds;

    [UnmanagedCallersOnly]
    private static int CurrentTime(Layout* layout, double* day)
    {
        *day = SomeDay / 86_400_000.0;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly]
    private static int CurrentTimeInt64(Layout* layout, long* milliseconds)
    {
        *milliseconds = SomeDay;
        return SqliteCode.Ok;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static partial int Register(Layout* layout, int makeDefault);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_unregister")]
    private static partial int Unregister(Layout* layout);

    /// <summary>struct sqlite3_vfs, version 2.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Layout
    {
        public int Version;
        public int FileBytes;
        public int MostPathBytes;
        public nint Next;
        public nint Name;
        public nint Own;
        public delegate* unmanaged<Layout*, byte*, SqliteFileMethods.Head*, int, int*, int> Open;
        public delegate* unmanaged<Layout*, byte*, int, int> Delete;
        public delegate* unmanaged<Layout*, byte*, int, int*, int> Access;
        public delegate* unmanaged<Layout*, byte*, int, byte*, int> FullPathname;
        public nint LibraryOpen;
        public nint LibraryError;
        public nint LibrarySymbol;
        public nint LibraryClose;
        public delegate* unmanaged<Layout*, int, byte*, int> Randomness;
        public delegate* unmanaged<Layout*, int, int> Sleep;
        public delegate* unmanaged<Layout*, double*, int> CurrentTime;
        public nint LastError;
        public delegate* unmanaged<Layout*, long*, int> CurrentTimeInt64;
    }
}
