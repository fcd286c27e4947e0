using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Store.Sqlite;

/// <summary>
/// Whether an open database is still the one that its name leads to. What is committed to one that was deleted or replaced
/// looks stored, and is gone with the process.
/// </summary>
internal static partial class OpenFile
{
    /// <summary>SQLITE_FCNTL_HAS_MOVED (sqlite.org/c3ref/c_fcntl_begin_atomic_write.html).</summary>
    private const int AskHasMoved = 20;

    public static readonly StoreFault Gone = new(
        StoreFaultKind.Disk, "the file or its -wal was moved, replaced or deleted while open: put it back, or restart to begin with what is there");

    /// <summary>For a connection that has read or written: its log is there by then.</summary>
    public static bool IsGone(SqliteConnection connection)
    {
        _ = FileControl(connection.Handle!, "main", AskHasMoved, out var moved);
        return moved != 0 || !File.Exists(connection.DataSource + "-wal");
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(SQLitePCL.sqlite3 database, string name, int operation, out int answer);
}
