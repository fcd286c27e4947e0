using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Tests.Unit.Serving;

public sealed class ServingDatabaseTests : IDisposable
{
    private static readonly SchemaPart Notes = new("notes", ["CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"]);

    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint-serving-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "serve.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_there_after_reopening_and_the_file_is_for_its_owner_alone()
    {
        using (var database = ServingDatabase.Open(Path, [Notes]))
            database.Write(transaction => transaction.Execute("INSERT INTO note (text) VALUES ($0)", "a"));
        using var again = ServingDatabase.Open(Path, [Notes]);
        Assert.Equal(["a"], Texts(again));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path + "-wal"));
    }

    [Fact]
    public void A_change_that_fails_half_way_changes_nothing()
    {
        using var database = ServingDatabase.Open(Path, [Notes]);
        Assert.Throws<InvalidOperationException>(() => database.Write(transaction =>
        {
            transaction.Execute("INSERT INTO note (text) VALUES ('half')");
            throw new InvalidOperationException();
        }));
        database.Write(transaction => transaction.Execute("INSERT INTO note (text) VALUES ('whole')"));
        Assert.Equal(["whole"], Texts(database));
    }

    [Fact]
    public void A_file_of_before_gets_the_steps_it_has_not_had_and_keeps_what_is_in_it()
    {
        using (var database = ServingDatabase.Open(Path, [Notes]))
            database.Write(transaction => transaction.Execute("INSERT INTO note (text) VALUES ('old')"));
        var later = new SchemaPart("notes", [.. Notes.Steps, "ALTER TABLE note ADD COLUMN author TEXT NOT NULL DEFAULT 'nobody'"]);
        var other = new SchemaPart("other", ["CREATE TABLE other (id INTEGER PRIMARY KEY) STRICT"]);
        for (var opening = 0; opening < 2; opening++)
        {
            using var database = ServingDatabase.Open(Path, [later, other]);
            Assert.Equal(["old nobody"], database.Read(asked => asked.List("SELECT text || ' ' || author FROM note", row => row.GetString(0))));
        }
    }

    [Fact]
    public void A_step_that_fails_leaves_the_file_as_it_was()
    {
        ServingDatabase.Open(Path, [Notes]).Dispose();
        var broken = new SchemaPart("notes", [.. Notes.Steps, "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT", "CREATE NONSENSE"]);
        Assert.Throws<StoreException>(() => ServingDatabase.Open(Path, [broken]));
        using var database = ServingDatabase.Open(Path, [Notes]);
        Assert.Equal(0, database.Read(asked => asked.Scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'more'")));
    }

    [Fact]
    public void A_file_that_a_later_program_made_is_refused_by_the_name_of_the_part()
    {
        ServingDatabase.Open(Path, [new SchemaPart("notes", [.. Notes.Steps, "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT"])]).Dispose();
        var fault = Assert.Throws<StoreException>(() => ServingDatabase.Open(Path, [Notes])).Fault;
        Assert.Equal(StoreFaultKind.Refused, fault.Kind);
        Assert.Contains("part 'notes' is of version 2", fault.Detail, StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => ServingDatabase.Open(Path, []));
    }

    [Fact]
    public async Task Another_kind_of_database_is_refused_and_left_alone()
    {
        await using (SqliteRecordStore.Open(Path))
        {
        }

        var fault = Assert.Throws<StoreException>(() => ServingDatabase.Open(Path, [Notes])).Fault;
        Assert.Contains("another kind of database", fault.Detail, StringComparison.Ordinal);
        await using (SqliteRecordStore.Open(Path))
        {
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        File.WriteAllText(Path, new string('x', 5000));
        Assert.Equal(StoreFaultKind.Unreadable, Assert.Throws<StoreException>(() => ServingDatabase.Open(Path, [Notes])).Fault.Kind);
        Assert.Equal(5000, new FileInfo(Path).Length);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_by_its_name()
    {
        var path = System.IO.Path.Combine(_folder, "nowhere", "serve.db");
        var fault = Assert.Throws<StoreException>(() => ServingDatabase.Open(path, [Notes])).Fault;
        Assert.Equal(StoreFaultKind.Unreachable, fault.Kind);
        Assert.Contains("nowhere", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_process_holds_too_long_is_told_as_locked()
    {
        using var database = ServingDatabase.Open(Path, [Notes]);
        using var other = new SqliteConnection($"Data Source={Path};Pooling=False");
        other.Open();
        using var held = other.BeginTransaction(deferred: false);
        var fault = Assert.Throws<StoreException>(() => database.Write(transaction => transaction.Execute("DELETE FROM note"))).Fault;
        Assert.Equal(StoreFaultKind.Locked, fault.Kind);
        Assert.Empty(Texts(database));
    }

    [Fact]
    public void A_full_disk_is_told_as_such_and_what_was_there_stays_readable()
    {
        using var database = ServingDatabase.Open(Path, [Notes]);
        database.Write(transaction => transaction.Execute("INSERT INTO note (text) VALUES ('kept')"));
        // SQLite's own bound stands for the disk's: the same result code, SQLITE_FULL.
        database.Write(transaction => transaction.Scalar("PRAGMA max_page_count = 8"));
        var fault = Assert.Throws<StoreException>(() => database.Write(
            transaction => transaction.Execute("INSERT INTO note (text) VALUES ($0)", new string('x', 100_000)))).Fault;
        Assert.Equal(StoreFaultKind.Disk, fault.Kind);
        Assert.Equal(["kept"], Texts(database));
    }

    [Fact]
    public void Nothing_is_called_written_to_a_file_that_was_deleted_meanwhile()
    {
        using var database = ServingDatabase.Open(Path, [Notes]);
        File.Delete(Path);
        Assert.Equal(
            StoreFaultKind.Disk,
            Assert.Throws<StoreException>(() => database.Write(transaction => transaction.Execute("INSERT INTO note (text) VALUES ('x')"))).Fault.Kind);
    }

    [Fact]
    public void One_serves_from_it_at_a_time()
    {
        using (ServingClaim.Take(Path))
            Assert.Equal(StoreFaultKind.Locked, Assert.Throws<StoreException>(() => ServingClaim.Take(Path)).Fault.Kind);
        ServingClaim.Take(Path).Dispose();
    }

    private static List<string> Texts(ServingDatabase database) =>
        database.Read(asked => asked.List("SELECT text FROM note ORDER BY id", row => row.GetString(0)));
}
