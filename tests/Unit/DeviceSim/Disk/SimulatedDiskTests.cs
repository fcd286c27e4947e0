using Checkpoint.DeviceSim.Faults.Disk;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Tests.Unit.DeviceSim.Disk;

/// <summary>The simulated disk under SQLite itself: it must lose what a real one may lose, and nothing else.</summary>
public sealed class SimulatedDiskTests : IDisposable
{
    private const string Path = "/card/test.db";

    private readonly SimulatedDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public void What_was_committed_with_full_sync_survives_every_power_cut()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            using var disk = new SimulatedDisk();
            var committed = FillUntilPowerGoes(disk, new Random(seed), "FULL");
            var found = CountRows(disk);
            Assert.True(found == committed || found == committed + 1, $"seed {seed}: {found} of {committed}");
        }
    }

    [Fact]
    public void What_was_committed_without_sync_is_lost_by_some_power_cut()
    {
        var lost = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            using var disk = new SimulatedDisk();
            var committed = FillUntilPowerGoes(disk, new Random(seed), "OFF");
            try
            {
                lost += CountRows(disk) < committed ? 1 : 0;
            }
            catch (SqliteException)
            {
                lost++;
            }
        }

        Assert.InRange(lost, 100, 200);
    }

    [Fact]
    public void A_seed_decides_what_is_left()
    {
        Assert.Equal(ImageAfter(7), ImageAfter(7));
        Assert.Contains(Enumerable.Range(8, 20), seed => !ImageAfter(7).SequenceEqual(ImageAfter(seed)));

        static byte[] ImageAfter(int seed)
        {
            using var disk = new SimulatedDisk();
            using (var connection = Open(disk))
            {
                Run(connection, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF; CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(9000))");
                disk.Sync("/card");
                disk.Crash(new Random(seed));
            }

            return disk.Snapshot().Files.GetValueOrDefault(Path, []);
        }
    }

    [Fact]
    public void A_name_lasts_only_once_its_folder_was_synced()
    {
        var kept = 0;
        for (var seed = 0; seed < 50; seed++)
        {
            using var disk = new SimulatedDisk();
            Create(disk, "/card/synced", syncFolder: true);
            Create(disk, "/card/unsynced", syncFolder: false);
            disk.Crash(new Random(seed));
            Assert.True(disk.Exists("/card/synced"));
            kept += disk.Exists("/card/unsynced") ? 1 : 0;
        }

        Assert.InRange(kept, 5, 45);
    }

    [Fact]
    public void A_reader_sees_what_the_writer_committed_and_not_before()
    {
        using var writer = Open(_disk);
        Run(writer, "PRAGMA journal_mode=WAL; CREATE TABLE t(x)");
        using var reader = Open(_disk, SqliteOpenMode.ReadOnly);
        Run(writer, "BEGIN IMMEDIATE; INSERT INTO t VALUES(1)");
        Assert.Equal(0L, Number(reader, "SELECT count(*) FROM t"));
        Run(writer, "COMMIT");
        Assert.Equal(1L, Number(reader, "SELECT count(*) FROM t"));
        Run(writer, "PRAGMA wal_checkpoint(RESTART)");
        Assert.Equal(1L, Number(reader, "SELECT count(*) FROM t"));
        Assert.Equal("ok", Text(writer, "PRAGMA integrity_check"));
    }

    [Fact]
    public void A_second_writer_finds_the_file_busy()
    {
        using var one = Open(_disk);
        Run(one, "PRAGMA journal_mode=WAL; CREATE TABLE t(x)");
        using var other = Open(_disk);
        other.DefaultTimeout = 1;
        Run(one, "BEGIN IMMEDIATE");
        Assert.Equal(5, Assert.Throws<SqliteException>(() => Run(other, "BEGIN IMMEDIATE")).SqliteErrorCode);
        Run(one, "COMMIT");
        Run(other, "BEGIN IMMEDIATE");
    }

    [Theory]
    [InlineData("full", 13)]
    [InlineData("read-only", 10)]
    [InlineData("writes", 10)]
    [InlineData("syncs", 10)]
    public void A_fault_that_is_set_is_what_sqlite_reports(string fault, int code)
    {
        using var connection = Open(_disk);
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(x)");
        _disk.Faults.CapacityBytes = fault == "full" ? 0 : long.MaxValue;
        _disk.Faults.IsReadOnly = fault == "read-only";
        _disk.Faults.FailsWrites = fault == "writes";
        _disk.Faults.FailsSyncs = fault == "syncs";
        Assert.Equal(code, Assert.Throws<SqliteException>(() => Run(connection, "INSERT INTO t VALUES(1)")).SqliteErrorCode);
    }

    [Fact]
    public void A_file_that_could_not_be_synced_is_not_brought_to_the_disk_by_the_next_sync_that_can()
    {
        using (var connection = Open(_disk))
        {
            Run(connection, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; CREATE TABLE t(x)");
            _disk.Sync("/card");
            var before = _disk.Snapshot().Files[Path];
            Run(connection, "PRAGMA synchronous=OFF; INSERT INTO t VALUES(1)");
            _disk.Faults.FailsSyncs = true;
            Assert.Throws<SqliteException>(() => Run(connection, "PRAGMA synchronous=FULL; INSERT INTO t VALUES(2)"));
            _disk.Faults.FailsSyncs = false;
            _disk.Crash(new Random(3));
            Assert.Equal(before.Length, _disk.Snapshot().Files[Path].Length);
        }
    }

    [Fact]
    public void Whoever_had_a_file_open_when_the_power_went_gets_errors_and_changes_nothing()
    {
        using var connection = Open(_disk);
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(x)");
        _disk.Crash(new Random(1));
        var left = _disk.Snapshot();
        Assert.Throws<SqliteException>(() => Run(connection, "INSERT INTO t VALUES(1)"));
        connection.Close();
        Assert.Equal(left.Files.Select(file => file.Key), _disk.Snapshot().Files.Select(file => file.Key));
        Assert.All(left.Files, file => Assert.Equal(file.Value, _disk.Snapshot().Files[file.Key]));
    }

    [Fact]
    public void A_card_goes_back_to_its_image()
    {
        using (var connection = Open(_disk))
            Run(connection, "PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1)");
        var image = _disk.Snapshot();
        using (var connection = Open(_disk))
            Run(connection, "INSERT INTO t VALUES(2)");
        using var other = new SimulatedDisk();
        other.Restore(image);
        _disk.Restore(image);
        Assert.Equal(1, CountRows(_disk));
        Assert.Equal(1, CountRows(other));
    }

    [Fact]
    public void A_bit_that_turned_over_is_seen_by_who_reads_next()
    {
        using (var connection = Open(_disk))
            Run(connection, "CREATE TABLE t(x); INSERT INTO t VALUES(1)");
        _disk.Flip(Path, 3, 0x40);
        Assert.Equal(26, Assert.Throws<SqliteException>(() => CountRows(_disk)).SqliteErrorCode);
    }

    [Fact]
    public void What_went_to_the_device_is_counted_in_whole_pages_per_sync()
    {
        using var connection = Open(_disk);
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(x)");
        var before = _disk.Counters;
        Run(connection, "INSERT INTO t VALUES(1)");
        Assert.Equal(1, _disk.Counters.Syncs - before.Syncs);
        Assert.Equal(4096 + 24, _disk.Counters.BytesWritten - before.BytesWritten);
        Assert.Equal(2 * 4096, _disk.Counters.BytesSynced - before.BytesSynced);
    }

    /// <returns>How many rows were committed before a change of the disk that the seed chose.</returns>
    private static int FillUntilPowerGoes(SimulatedDisk disk, Random random, string synchronous)
    {
        var committed = 0;
        using var connection = Open(disk);
        Run(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA wal_autocheckpoint=20");
        Run(connection, "CREATE TABLE t(x INTEGER PRIMARY KEY, y)");
        disk.Sync("/card");
        disk.Faults.ChangesLeft = random.Next(400);
        try
        {
            for (; ; committed++)
                Run(connection, $"INSERT INTO t(y) VALUES(zeroblob({random.Next(6000)}))");
        }
        catch (SqliteException)
        {
            disk.Crash(random);
            return committed;
        }
    }

    /// <returns>-1 for a file that is not whole.</returns>
    private static int CountRows(SimulatedDisk disk)
    {
        using var connection = Open(disk);
        return Text(connection, "PRAGMA integrity_check") == "ok" ? (int)Number(connection, "SELECT count(*) FROM t") : -1;
    }

    private static void Create(SimulatedDisk disk, string path, bool syncFolder)
    {
        using (var connection = Open(disk, path: path))
            Run(connection, "PRAGMA synchronous=OFF; CREATE TABLE t(x)");
        if (syncFolder)
            disk.Sync("/card");
    }

    private static SqliteConnection Open(SimulatedDisk disk, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate, string path = Path)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Vfs = disk.Vfs, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql) => (long)Scalar(connection, sql)!;

    private static string Text(SqliteConnection connection, string sql) => (string)Scalar(connection, sql)!;

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
