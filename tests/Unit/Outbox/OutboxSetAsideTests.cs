using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Faults.Disk;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>A gateway that is killed, or whose power goes, while it sets a damaged file aside.</summary>
public sealed class OutboxSetAsideTests
{
    private const int Pending = 60;

    [Fact]
    public void Power_that_goes_at_any_moment_of_it_loses_nothing_that_is_pending_and_the_next_start_tells_of_it()
    {
        using var damaged = new DiskBench();
        var stream = Damage(damaged);
        var image = damaged.Disk.Snapshot();
        var changes = 0;
        for (var isOver = false; !isOver; changes++)
        {
            for (var seed = 0; seed < 3; seed++)
            {
                using var bench = new DiskBench();
                bench.Disk.Restore(image);
                bench.Disk.Faults.ChangesLeft = changes;
                isOver = TryOpen(bench);
                bench.Crash(new Random(seed));
                Check(bench, stream, $"cut after {changes} changes, seed {seed}");
            }
        }

        Assert.InRange(changes, 15, 200);
    }

    [Fact]
    public void A_second_file_that_is_damaged_before_the_first_has_its_last_name_takes_nothing_of_it()
    {
        using var damaged = new DiskBench();
        var stream = Damage(damaged);
        var image = damaged.Disk.Snapshot();
        var seconds = 0;
        for (var (changes, isOver) = (0, false); !isOver; changes++)
        {
            using var bench = new DiskBench();
            bench.Disk.Restore(image);
            MoveAside(bench);
            bench.Disk.Faults.ChangesLeft = changes;
            isOver = TryOpen(bench);
            bench.Crash(new Random(changes));
            if (!bench.Disk.Exists("/card/outbox.aside.db") || bench.Disk.LengthOf(DiskBench.File) < OutboxSchema.PageBytes)
                continue;
            seconds++;
            SpoilPage(bench, 1);
            if (bench.Disk.LengthOf(DiskBench.File + "-wal") > 0)
                bench.Disk.Flip(DiskBench.File + "-wal", 0, 0xFF);
            Check(bench, stream, $"cut after {changes} changes");
        }

        Assert.InRange(seconds, 5, 200);
    }

    [Fact]
    public void A_name_that_can_not_be_changed_once_parts_no_log_from_its_database()
    {
        for (var (renames, isOver) = (0, false); !isOver; renames++)
        {
            using var bench = new DiskBench();
            bench.LearnTime(OutboxBench.Noon);
            Append(bench, 40);
            bench.Close();
            var urgent = bench.Number("SELECT rootpage FROM sqlite_master WHERE name = 'urgent'");
            Append(bench, Pending - 40);
            var stream = bench.Outbox.Head.Stream;
            bench.Disk.Spoil(DiskBench.File, (urgent - 1) * OutboxSchema.PageBytes, 1);
            (bench.Disk.Faults.RenamesBeforeFailing, bench.Disk.Faults.FailingRenames) = (renames, 1);
            _ = bench.Outbox.Read(OutboxPosition.Start, urgentOnly: true, 1, 1);
            bench.Settle();
            for (var i = 0; i < 3; i++)
                bench.Append(Make.Event());
            isOver = bench.Disk.Faults.FailingRenames > 0;
            Check(bench, stream, $"rename {renames}");
        }
    }

    [Fact]
    public void A_read_that_fails_once_while_a_file_is_taken_over_loses_nothing_of_it()
    {
        using var damaged = new DiskBench();
        var stream = Damage(damaged);
        var image = damaged.Disk.Snapshot();
        for (var (reads, isOver) = (0, false); !isOver; reads++)
        {
            using var bench = new DiskBench();
            bench.Disk.Restore(image);
            MoveAside(bench);
            (bench.Disk.Faults.ReadsBeforeFailing, bench.Disk.Faults.FailingReads) = (reads, 1);
            _ = TryOpen(bench);
            isOver = bench.Disk.Faults.FailingReads > 0;
            bench.Disk.Faults.FailingReads = 0;
            Check(bench, stream, $"read {reads}");
        }
    }

    [Fact]
    public void A_log_that_had_left_alone_takes_its_database_along()
    {
        using var bench = new DiskBench();
        var stream = Damage(bench);
        bench.Disk.Rename("/card/outbox.db-wal", "/card/outbox.aside.db-wal");
        bench.Disk.Sync(DiskBench.Folder);
        Check(bench, stream, "log alone");
    }

    [Fact]
    public void A_file_set_aside_whose_records_nobody_has_taken_over_is_taken_over_at_the_next_start()
    {
        using var bench = new DiskBench();
        var stream = Damage(bench);
        MoveAside(bench);
        Check(bench, stream, "nobody has taken over");
    }

    [Fact]
    public void Another_outbox_that_somebody_has_put_there_meanwhile_is_set_aside_too()
    {
        using var bench = new DiskBench();
        var stream = Damage(bench);
        MoveAside(bench);
        using (var other = new DiskBench())
        {
            other.Append(Make.Event());
            other.Close();
            bench.Disk.Restore(new DiskImage(bench.Disk.Snapshot().Files.Concat(other.Disk.Snapshot().Files).ToDictionary()));
        }

        Check(bench, stream, "another outbox");
        Assert.True(bench.Disk.Exists("/card/outbox.damaged-2.db"));
    }

    [Fact]
    public void A_log_without_a_database_is_kept_where_no_database_can_come_to_lie_beside_it()
    {
        using var bench = new DiskBench();
        Damage(bench);
        bench.Disk.Delete(DiskBench.File);
        bench.Disk.Sync(DiskBench.Folder);
        var log = bench.Disk.Snapshot().Files["/card/outbox.db-wal"];
        Assert.NotNull(bench.Append(Make.Event()));
        bench.Close();
        Assert.Equal(log, bench.Disk.Snapshot().Files["/card/outbox.damaged-1.log"]);
    }

    [Fact]
    public void A_file_removed_in_use_whose_copy_was_made_when_the_power_went_is_taken_over()
    {
        for (var changes = 0; changes < 60; changes++)
        {
            using var bench = new DiskBench();
            bench.LearnTime(OutboxBench.Noon);
            for (var i = 0; i < Pending; i++)
                bench.Append(Make.Event());
            var stream = bench.Outbox.Head.Stream;
            bench.Disk.Delete(DiskBench.File);
            bench.Disk.Sync(DiskBench.Folder);
            bench.Disk.Faults.ChangesLeft = changes;
            var isDurable = bench.Append(Make.Event(GateEventType.Tamper)) is not null;
            var isCopied = bench.Disk.Exists("/card/outbox.aside.db") || bench.Disk.Exists("/card/outbox.damaged-1.db");
            bench.Crash(new Random(changes));
            bench.LearnTime(OutboxBench.Noon.AddMinutes(1));
            if (isCopied)
                Assert.Equal(Pending, bench.ReadAll().Count(row => row.Stream == stream));
            if (isDurable)
                Assert.Contains(bench.ReadAll(), row => row.Record is GateEvent { Type: GateEventType.Tamper });
        }
    }

    [Fact]
    public void A_copy_for_which_there_was_no_room_does_not_come_to_stand_for_the_outbox_at_the_next_start()
    {
        using var bench = new DiskBench();
        bench.LearnTime(OutboxBench.Noon);
        Append(bench, Pending);
        bench.Disk.Delete(DiskBench.File);
        bench.Disk.Sync(DiskBench.Folder);
        bench.Disk.Faults.CapacityBytes = bench.Disk.UsedBytes + 4096;
        bench.Append(Make.Event());
        bench.Disk.Faults.CapacityBytes = long.MaxValue;
        Append(bench, Pending);
        var stream = bench.Outbox.Head.Stream;
        bench.Crash(new Random(1));
        bench.LearnTime(OutboxBench.Noon.AddMinutes(1));
        Assert.Equal(stream, bench.Outbox.Head.Stream);
        Assert.Equal(Pending, bench.ReadAll().Count(row => row.Stream == stream && row.Record is Screening));
        Assert.DoesNotContain(bench.Disk.Paths, path => path.Contains("copy", StringComparison.Ordinal));
    }

    /// <summary>Sixty screenings that are pending, twenty of them in the log alone, in a file of which one index is damaged.</summary>
    private static StreamId Damage(DiskBench bench)
    {
        bench.LearnTime(OutboxBench.Noon);
        Append(bench, 40);
        bench.Close();
        var page = bench.Number("SELECT rootpage FROM sqlite_master WHERE name = 'settled'");
        Append(bench, Pending - 40);
        var stream = bench.Outbox.Head.Stream;
        bench.Crash(new Random(1));
        SpoilPage(bench, page);
        Assert.True(bench.Disk.LengthOf(DiskBench.File + "-wal") > 0);
        return stream;
    }

    /// <summary>As a gateway leaves it that is killed right then, with its log.</summary>
    private static void MoveAside(DiskBench bench)
    {
        foreach (var suffix in new[] { "-wal", "" })
            bench.Disk.Rename("/card/outbox.db" + suffix, "/card/outbox.aside.db" + suffix);
        bench.Disk.Sync(DiskBench.Folder);
    }

    private static void SpoilPage(DiskBench bench, long page)
    {
        for (var offset = (page - 1) * OutboxSchema.PageBytes; offset < page * OutboxSchema.PageBytes; offset++)
            bench.Disk.Flip(DiskBench.File, offset, 0xA5);
    }

    private static void Append(DiskBench bench, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.NotNull(bench.Append(Make.Screening()));
    }

    private static void Check(DiskBench bench, StreamId stream, string when)
    {
        bench.LearnTime(OutboxBench.Noon.AddMinutes(2));
        _ = bench.Outbox.AddServiceAsync(bench.Clock.Now, bench.Clock.Now, additionsToo: true);
        bench.Settle();
        var rows = bench.ReadAll();
        Assert.True(rows.Count(row => row.Record is Screening) == Pending, when);
        Assert.True(rows.Exists(row => row.Stream == stream), when);
        Assert.True(rows.Select(row => (row.Stream, row.Record.Seq)).Distinct().Count() == rows.Count, when);
        Assert.True(rows.Count(row => row.Record is GateEvent { Type: GateEventType.OutboxSetAside }) == 1, when);
        var counted = rows.Select(row => row.Record).OfType<Summary>().Where(summary => summary.Span == SummarySpan.Hour).Sum(hour => hour.Normal);
        Assert.True(counted == Pending, $"{when}: {counted} counted");
        bench.Close();
        Assert.True(bench.Disk.Exists("/card/outbox.damaged-1.db"), when);
        Assert.DoesNotContain(bench.Disk.Paths, path => path.Contains("aside", StringComparison.Ordinal));
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
