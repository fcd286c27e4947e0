using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Faults.Disk;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>Sectors that can't be read, and damage that SQLite does not notice, under an outbox on a simulated disk.</summary>
public sealed class OutboxUnreadableTests : IDisposable
{
    private const int Delivered = 50;
    private const int Made = 200;
    private const string Log = DiskBench.File + "-wal";
    private const string Aside = "/card/outbox.damaged-1.db";

    private readonly DiskBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_page_that_can_not_be_read_stops_no_gate_and_what_is_pending_is_sent_or_listed(bool inUse)
    {
        var (image, stream) = Filled();
        var setAside = 0;
        for (var page = 0; page < image.Files[DiskBench.File].Length / OutboxSchema.PageBytes; page++)
        {
            using var bench = Restored(image);
            if (inUse)
                _ = bench.Outbox;
            bench.Disk.Spoil(DiskBench.File, page * OutboxSchema.PageBytes, 1);
            GoOn(bench);
            var found = Found(bench, stream);
            var missing = Pending.Except(found).ToList();

            // That the newest were made is told by their rows alone, but to who had the file open.
            Assert.True(missing.Count == 0 || NothingLeft(bench) || (!inUse && missing.Min() > found.DefaultIfEmpty().Max()), $"page {page}: {missing.Count} missing");
            setAside += bench.Disk.Exists(Aside) ? 1 : 0;
        }

        Assert.InRange(setAside, 8, 30);
    }

    [Fact]
    public void A_log_that_can_not_be_read_everywhere_is_kept_and_gone_by_as_far_as_it_can_be_read()
    {
        _bench.LearnTime(OutboxBench.Noon);
        Append(_bench, Made);
        var stream = _bench.Outbox.Head.Stream;
        _bench.Disk.Crash(new Random(1));
        _bench.Crash(new Random(1));
        var bytes = _bench.Disk.LengthOf(Log);
        _bench.Disk.Spoil(Log, bytes / 2, 1);
        GoOn(_bench);
        var kept = _bench.ReadAll().Where(row => row.Stream == stream).Select(row => row.Record.Seq).ToList();
        Assert.InRange(kept.Count, Made / 4, Made);
        Assert.Equal(Enumerable.Range(1, kept.Count).Select(seq => (long)seq), kept);
        Assert.Equal(bytes, _bench.Disk.LengthOf("/card/outbox.damaged-1.log"));
        Assert.DoesNotContain(_bench.Disk.Paths, path => path.Contains("mended", StringComparison.Ordinal));
    }

    [Fact]
    public void Power_that_goes_while_a_log_is_mended_loses_no_more()
    {
        _bench.LearnTime(OutboxBench.Noon);
        Append(_bench, 40);
        _bench.Crash(new Random(1));
        var image = _bench.Disk.Snapshot();
        var isOver = false;
        for (var changes = 0; !isOver; changes++)
        {
            using var bench = Restored(image);
            bench.Disk.Spoil(Log, _bench.Disk.LengthOf(Log) - 600, 1);
            bench.Disk.Faults.ChangesLeft = changes;
            isOver = TryOpen(bench);
            bench.Crash(new Random(changes));
            GoOn(bench);
            Assert.InRange(bench.ReadAll().Count(row => row.Record is Screening), 35, 40);
            Assert.InRange(changes, 0, 200);
        }
    }

    [Fact]
    public void A_card_that_can_be_read_again_at_the_second_attempt_keeps_its_outbox()
    {
        var (image, _) = Filled();
        using var bench = Restored(image);
        bench.Disk.Faults.FailingReads = 1;
        _ = bench.Outbox;
        bench.Disk.Faults.FailingReads = 1;
        Assert.Equal(Pending, bench.ReadAll().Select(row => row.Record.Seq).Where(seq => seq <= Made).ToHashSet());
        GoOn(bench);
        Assert.False(bench.Disk.Exists(Aside));
    }

    /// <summary>All of the file is read then. At worst the gateway ends, and systemd starts it again.</summary>
    [Fact]
    public void A_read_that_fails_once_while_the_file_is_opened_sets_nothing_aside()
    {
        var (image, stream) = Filled();
        var reads = 0;
        for (var isOver = false; !isOver; reads++)
        {
            using var bench = Restored(image);
            (bench.Disk.Faults.ReadsBeforeFailing, bench.Disk.Faults.FailingReads) = (reads, 1);
            _ = TryOpen(bench);
            isOver = bench.Disk.Faults.FailingReads > 0;
            Assert.True(bench.Outbox.Head.Stream == stream, $"read {reads}");
        }

        Assert.InRange(reads, 20, 200);
    }

    [Fact]
    public void The_time_that_is_known_outlives_a_file_of_which_nothing_can_be_read()
    {
        _bench.LearnTime(OutboxBench.Noon);
        Append(_bench, 10);
        _bench.Disk.Spoil(DiskBench.File, 0, _bench.Disk.LengthOf(DiskBench.File));
        _bench.Disk.Spoil(Log, 0, _bench.Disk.LengthOf(Log));
        GoOn(_bench);
        var rows = _bench.ReadAll().Select(row => row.Record).ToList();
        Assert.EndsWith("nothing of it could be read", Assert.Single(rows.OfType<GateEvent>(), IsReport).Detail, StringComparison.Ordinal);
        Assert.Single(rows.OfType<GateEvent>(), happening => happening.Type == GateEventType.Tamper);
    }

    [Theory]
    [InlineData("UPDATE boots SET boot = x'00'")]
    [InlineData("UPDATE boots SET offset_us = 'noon'")]
    [InlineData("UPDATE streams SET place = 5000000000")]
    [InlineData("UPDATE streams SET place = 2")]
    [InlineData("UPDATE streams SET board = x'ff'")]
    [InlineData("UPDATE settled SET first = 'one'")]
    [InlineData("UPDATE settled SET state = 5000000000")]
    [InlineData("UPDATE records SET boot = 'first' WHERE id & 255 = 200")]
    [InlineData("UPDATE records SET boottime_us = 'early' WHERE id & 255 = 200")]
    [InlineData("UPDATE records SET body = 7 WHERE id & 255 = 150")]
    [InlineData("UPDATE records SET time_error_us = 'small' WHERE id & 255 = 60")]
    [InlineData("INSERT INTO tallies VALUES(1, 0, x'0801')")]
    [InlineData("INSERT INTO service VALUES(1, 'a', 'b')")]
    [InlineData("PRAGMA writable_schema=ON; DELETE FROM sqlite_master WHERE name = 'urgent'")]
    public void A_value_that_no_gateway_writes_stops_no_gate(string sql)
    {
        var (image, _) = Filled();
        using var bench = Restored(image);
        using (var connection = bench.Connect())
            OutboxFile.Run(connection, sql);
        GoOn(bench);
        Assert.Contains(bench.ReadAll(), row => row.Record is GateEvent { Type: GateEventType.Tamper });
    }

    [Fact]
    public void A_row_at_a_seq_that_is_not_its_own_makes_no_millions_of_lost_ones()
    {
        var (image, _) = Filled();
        using var bench = Restored(image);
        using (var connection = bench.Connect())
            OutboxFile.Run(connection, "UPDATE records SET id = id + (1 << 24) WHERE id & 255 = 200");
        GoOn(bench);
        Assert.EndsWith("; 149 pending taken over, 0 lost", Report(bench), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_have_vanished_from_the_file_are_missed_and_listed()
    {
        _bench.LearnTime(OutboxBench.Noon);
        Append(_bench, 20);
        var stream = _bench.Outbox.Head.Stream;
        _bench.Deliver(new SeqRange(1, 12));
        using (var connection = _bench.Connect())
            OutboxFile.Run(connection, "DELETE FROM records WHERE id & 255 > 12");
        Assert.Equal(TimeSpan.Zero, _bench.Outbox.OldestAge());
        _bench.Settle();
        Assert.Equal(Enumerable.Range(13, 8).Select(seq => (long)seq), Found(_bench, stream).Order());
        Assert.Contains($"8 records of {stream} are pending", Report(_bench), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pages_of_zeros_of_garbage_or_of_another_place_stop_no_gate_and_double_nothing(bool inUse)
    {
        var (image, _) = Filled();
        for (var seed = 0; seed < 100; seed++)
        {
            using var bench = Restored(image);
            if (inUse)
                _ = bench.Outbox;
            Spoil(bench.Disk, image.Files[DiskBench.File], new Random(seed));
            GoOn(bench);
            var rows = bench.ReadAll();
            Assert.True(rows.Select(row => (row.Stream, row.Record.Seq)).Distinct().Count() == rows.Count, $"seed {seed}");
        }
    }

    private static HashSet<long> Pending => [.. Enumerable.Range(Delivered + 1, Made - Delivered).Select(seq => (long)seq)];

    private static (DiskImage Image, StreamId Stream) Filled()
    {
        using var bench = new DiskBench();
        bench.LearnTime(OutboxBench.Noon);
        Append(bench, Made);
        bench.Deliver(new SeqRange(1, Delivered));
        var stream = bench.Outbox.Head.Stream;
        bench.Close();
        return (bench.Disk.Snapshot(), stream);
    }

    private static void Append(DiskBench bench, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.NotNull(bench.Append(Make.Screening()));
    }

    private static DiskBench Restored(DiskImage image)
    {
        var bench = new DiskBench();
        bench.Disk.Restore(image);
        return bench;
    }

    /// <summary>What a gate does in its next minutes: it learns the time, reads, looks at its health, records, and adds up.</summary>
    private static void GoOn(DiskBench bench)
    {
        bench.LearnTime(OutboxBench.Noon.AddHours(1));
        for (var i = 0; i < 3; i++)
        {
            _ = bench.ReadAll();
            _ = bench.Outbox.OldestAge();
            bench.Settle();
        }

        Assert.NotNull(bench.Append(Make.Event(GateEventType.Tamper)));
        _ = bench.Outbox.AddServiceAsync(bench.Clock.Now, bench.Clock.Now, additionsToo: true);
        bench.Settle();
    }

    /// <summary>Seqs of a stream that can still be sent, or that an event tells of.</summary>
    private static HashSet<long> Found(DiskBench bench, StreamId stream)
    {
        var rows = bench.ReadAll();
        var lists = rows.Select(row => row.Record).OfType<GateEvent>().Where(happening => happening.Type == GateEventType.Shed);
        return [.. rows.Where(row => row.Stream == stream).Select(row => row.Record.Seq), .. lists.SelectMany(list => Listed(list.Detail, $"damaged {stream}"))];
    }

    private static bool NothingLeft(DiskBench bench) => Report(bench).EndsWith("nothing of it could be read", StringComparison.Ordinal);

    private static string Report(DiskBench bench) => bench.ReadAll().Select(row => row.Record).OfType<GateEvent>().Single(IsReport).Detail;

    private static bool IsReport(GateEvent happening) => happening.Type == GateEventType.OutboxSetAside;

    private static IEnumerable<long> Listed(string detail, string head) => !detail.StartsWith(head, StringComparison.Ordinal) ? [] :
        detail.Split(' ').Skip(2).SelectMany(text =>
        {
            var ends = text.Split('-').Select(long.Parse).ToArray();
            return Enumerable.Range(0, (int)(ends[^1] - ends[0] + 1)).Select(i => ends[0] + i);
        });

    private static void Spoil(SimulatedDisk disk, byte[] content, Random random)
    {
        var kind = random.Next(3);
        var from = random.Next(content.Length / 512) * 512;
        var other = random.Next(content.Length / 512) * 512;
        for (var i = 0; i < 512; i++)
            disk.Flip(DiskBench.File, from + i, (byte)(kind == 0 ? content[from + i] : kind == 1 ? random.Next(256) : content[from + i] ^ content[other + i]));
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
