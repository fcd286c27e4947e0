using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

public sealed class OutboxMigrationTests
{
    private static readonly string Golden =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Outbox", "golden", "outbox.v1.sql"));

    /// <summary>
    /// Beside what is pending, and an hour's counts, which become a record when the file is opened, all that a file of format 1 can hold: delivered, refused, dropped, an
    /// older stream.
    /// </summary>
    private const string More = """
        INSERT INTO streams VALUES(2,5,'board-1',9,0,1);
        INSERT INTO records VALUES(2,1,7,1,1000000,1770724800000000,1000,1,1770724900,NULL,X'080122260a0f08011201021a08ffffd19f98c2cd051201022202fc022a01643202c8013a010b4202af09');
        INSERT INTO records VALUES(2,2,7,1,1000000,1770724800000000,1000,1,1770724901,NULL,X'080122260a0f08011201041a08ffffd19f98c2cd051201022202fc022a01643202c8013a010b4202af09');
        INSERT INTO records VALUES(2,4,7,1,1000000,1770724800000000,1000,2,1770724901,'body_out_of_range',X'080122260a0f08011201081a08ffffd19f98c2cd051201022202fc022a01643202c8013a010b4202af09');
        INSERT INTO records VALUES(2,5,3,1,1000000,NULL,NULL,0,NULL,NULL,X'08012a110a0f080112010a1a08ffffd19f98c2cd05');
        INSERT INTO service VALUES(1, 5, 9);
        """;

    [Fact]
    public void A_file_of_format_1_comes_over_whole()
    {
        using var bench = OldFile();
        Assert.Equal(6, bench.Outbox.Depth);
        Assert.Equal((5UL, 10L), (bench.Outbox.Head.Stream.Value, bench.Outbox.Head.MadeThrough));
        bench.Settle();
        Assert.Equal([1L, 2, 3, 4, 5, 10], bench.ReadAll().Select(row => row.Record.Seq));
        Assert.Equal(3840, ((Screening)bench.ReadAll()[0].Record).BodyCentiC);
        bench.Close();
        Assert.Equal(2, bench.Number("SELECT last FROM settled WHERE stream = 2 AND first = 1 AND state = 1 AND settled_s = 1770724800"));
        Assert.Equal(1, bench.Number("SELECT count(*) FROM settled WHERE first = 4 AND last = 4 AND state = 2 AND reason = 'body_out_of_range'"));
        Assert.Equal(5, bench.Number("SELECT dropped FROM streams WHERE place = 2"));
        Assert.Equal(OutboxSchema.PageBytes, bench.Number("PRAGMA page_size"));
        Assert.DoesNotContain(bench.Disk.Paths, path => path.Contains(".new", StringComparison.Ordinal));
    }

    /// <summary>Golden: what gateways of this format have written must stay readable as it is.</summary>
    [Fact]
    public void A_file_of_format_2_is_read_as_it_was_written()
    {
        using var bench = new DiskBench();
        using (var connection = bench.Connect())
            OutboxFile.Run(connection, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Outbox", "golden", "outbox.v2.sql")));
        Assert.Equal(6, bench.Outbox.Depth);
        bench.Settle();
        Assert.Equal([1L, 2, 3, 4, 5, 10], bench.ReadAll().Select(row => row.Record.Seq));
        Assert.Equal([11L], bench.Append(Make.Event()));
    }

    [Fact]
    public void Power_that_goes_at_any_moment_of_it_leaves_the_old_file_or_the_new_one()
    {
        var old = 0;
        var changes = 0;
        for (var isOver = false; !isOver; changes++)
        {
            for (var seed = 0; seed < 5; seed++)
            {
                using var bench = OldFile();
                bench.Disk.Faults.ChangesLeft = changes;
                isOver = TryOpen(bench);
                bench.Crash(new Random(seed));
                old += bench.Number("PRAGMA user_version") == 1 ? 1 : 0;
                Assert.Equal(6, bench.Outbox.Depth);
                Assert.Equal(10, bench.Outbox.Head.MadeThrough);
                bench.Close();
                Assert.Equal(9, bench.Number("SELECT count(*) FROM records"));
                Assert.DoesNotContain(bench.Disk.Paths, path => path.Contains(".new", StringComparison.Ordinal) || path.Contains("damaged", StringComparison.Ordinal));
            }
        }

        Assert.InRange(changes, 20, 200);
        Assert.InRange(old, changes, changes * 5 - 10);
    }

    [Fact]
    public void Without_room_for_both_what_is_delivered_stays_behind()
    {
        using var bench = OldFile();
        using (var connection = bench.Connect())
        {
            OutboxFile.Run(connection, """
                WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
                INSERT INTO records SELECT 2, i, 3, 1, i, 1770724800000000, 1000, 1, 1770724900, NULL, zeroblob(60) FROM n
                """);
        }

        bench.Disk.Faults.CapacityBytes = bench.Disk.LengthOf(DiskBench.File) + 64 * 1024;
        Assert.Equal(6, bench.Outbox.Depth);
        Assert.Equal(3001, bench.Outbox.Head.MadeThrough);
        bench.Close();
        Assert.Equal(7, bench.Number("SELECT count(*) FROM records"));
    }

    [Fact]
    public void Without_any_room_the_old_file_is_as_it_was_and_the_outbox_does_not_open()
    {
        using var bench = OldFile();
        bench.Disk.Faults.CapacityBytes = bench.Disk.LengthOf(DiskBench.File);
        Assert.Throws<IOException>(() => bench.Outbox);
        bench.Disk.Faults.CapacityBytes = long.MaxValue;
        Assert.Equal(6, bench.Outbox.Depth);
    }

    [Fact]
    public void A_file_of_a_format_to_come_is_left_alone()
    {
        using var bench = new DiskBench();
        using (var connection = bench.Connect())
            OutboxFile.Run(connection, "CREATE TABLE t(x); PRAGMA user_version=3");
        var fault = Assert.Throws<IOException>(() => bench.Outbox);
        Assert.Contains("format 3; this gateway knows 2", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, bench.Number("PRAGMA user_version"));
    }

    private static DiskBench OldFile()
    {
        var bench = new DiskBench();
        using (var connection = bench.Connect())
        {
            OutboxFile.Run(connection, "PRAGMA journal_mode=WAL");
            OutboxFile.Run(connection, Golden);
            OutboxFile.Run(connection, More);
        }

        bench.Disk.Sync(DiskBench.Folder);
        return bench;
    }

    private static bool TryOpen(DiskBench bench)
    {
        try
        {
            _ = bench.Outbox;
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
