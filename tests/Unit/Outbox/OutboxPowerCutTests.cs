using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>Power that goes between any two changes of the disk.</summary>
public sealed class OutboxPowerCutTests
{
    [Fact]
    public void What_was_called_durable_is_there_after_every_power_cut_and_no_seq_is_given_twice()
    {
        for (var seed = 0; seed < 150; seed++)
            new Life(seed).Run(boots: 6);
    }

    [Fact]
    public void Each_person_is_counted_once_whenever_the_power_goes()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            using var bench = new DiskBench();
            var random = new Random(seed);
            var durable = 0;
            for (var boot = 0; boot < 5; boot++)
            {
                bench.Disk.Faults.ChangesLeft = random.Next(10, 60);
                durable += Screen(bench, random);
                bench.Crash(random);
            }

            bench.LearnTime(OutboxBench.Noon.AddHours(6));
            var minute = bench.Clock.Now;
            bench.Clock.Advance(TimeSpan.FromHours(24));
            _ = bench.Outbox.AddServiceAsync(minute, bench.Clock.Now, additionsToo: true);
            bench.Settle();
            var records = bench.ReadAll().Select(row => row.Record).ToList();
            var screenings = records.OfType<Screening>().Count();
            Assert.InRange(screenings, durable, durable + 5);
            Assert.Equal(screenings, records.OfType<Summary>().Where(summary => summary.Span == SummarySpan.Day).Sum(summary => summary.Normal));
            Assert.Equal(screenings, records.OfType<Summary>().Where(summary => summary.Span == SummarySpan.Hour).Sum(summary => summary.Normal));
        }
    }

    [Fact]
    public void An_ack_that_a_power_cut_takes_back_is_only_answered_again()
    {
        using var bench = new DiskBench();
        bench.LearnTime(OutboxBench.Noon);
        bench.Append(Make.Event(), Make.Event());
        bench.Outbox.Settle(bench.Outbox.Head.Stream, [new SeqRange(1, 2)], []);
        Assert.Equal(0, bench.Outbox.Depth);
        Assert.Empty(bench.ReadAll());

        bench.Crash(new Random(1));
        Assert.Equal(2, bench.Outbox.Depth);
        Assert.Equal(2, bench.ReadAll().Count);
    }

    [Fact]
    public void An_ack_is_written_with_the_next_commit_that_is_made_anyhow()
    {
        using var bench = new DiskBench();
        bench.LearnTime(OutboxBench.Noon);
        bench.Append(Make.Event(), Make.Event());
        bench.Outbox.Settle(bench.Outbox.Head.Stream, [new SeqRange(1, 2)], []);
        bench.Append(Make.Event());
        bench.Crash(new Random(1));
        Assert.Equal([3L], bench.ReadAll().Select(row => row.Record.Seq));
    }

    [Fact]
    public void A_screening_costs_the_card_two_pages_at_most_and_one_sync()
    {
        using var bench = new DiskBench();
        bench.LearnTime(OutboxBench.Noon);
        for (var i = 0; i < 50; i++)
            bench.Append(Make.Screening());
        var before = bench.Disk.Counters;
        for (var i = 0; i < 50; i++)
            bench.Append(Make.Screening());
        Assert.Equal(50, bench.Disk.Counters.Syncs - before.Syncs);
        Assert.InRange(bench.Disk.Counters.BytesSynced - before.BytesSynced, 50 * 4096, 50 * 2 * 4096);
    }

    /// <returns>How many screenings were said to be durable.</returns>
    private static int Screen(DiskBench bench, Random random)
    {
        var durable = 0;
        try
        {
            bench.LearnTime(OutboxBench.Noon.AddHours(random.Next(6)));
            while (bench.Append(Make.Screening()) is not null)
            {
                durable++;
                if (random.Next(4) == 0)
                    _ = bench.Outbox.AddServiceAsync(bench.Clock.Now, bench.Clock.Now, additionsToo: random.Next(2) == 0);
            }
        }
        catch (IOException)
        {
            return durable;
        }

        return durable;
    }

    /// <summary>One gate's outbox over some boots, and what was said to be durable.</summary>
    private sealed class Life(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly Dictionary<(StreamId, long), string> _durable = [];
        private int _made;

        public void Run(int boots)
        {
            using var bench = new DiskBench();
            for (var boot = 0; boot < boots; boot++)
            {
                bench.Disk.Faults.ChangesLeft = _random.Next(5, 120);
                Live(bench);
                bench.Crash(_random);
                Check(bench);
            }
        }

        private void Live(DiskBench bench)
        {
            try
            {
                bench.LearnTime(OutboxBench.Noon);
                while (AppendOne(bench))
                {
                    if (_random.Next(5) == 0)
                        bench.Outbox.Settle(bench.Outbox.Head.Stream, [new SeqRange(1, bench.Outbox.Head.MadeThrough)], []);
                }
            }
            catch (IOException)
            {
                return;
            }
        }

        private bool AppendOne(DiskBench bench)
        {
            var word = $"{seed}/{++_made}";
            if (bench.Append(Make.Event() with { Detail = word }) is not { } seqs)
                return false;
            Assert.True(_durable.TryAdd((bench.Outbox.Head.Stream, seqs[0]), word), $"seed {seed}: seq {seqs[0]} was given twice");
            return true;
        }

        private void Check(DiskBench bench)
        {
            bench.LearnTime(OutboxBench.Noon.AddHours(1));
            var kept = Stored(bench);
            foreach (var (key, word) in _durable)
                Assert.True(kept.GetValueOrDefault(key) == word, $"seed {seed}: {word} at {key} is lost");
            bench.Close();
            Assert.DoesNotContain(bench.Disk.Paths, path => path.Contains("damaged", StringComparison.Ordinal));
        }

        /// <summary>All rows, the delivered ones too: by asking for them again.</summary>
        private static Dictionary<(StreamId, long), string> Stored(DiskBench bench)
        {
            _ = bench.Outbox.ReplayAsync(bench.Outbox.Head.Stream, 0, CancellationToken.None);
            bench.Settle();
            return bench.ReadAll().Where(row => row.Record is GateEvent)
                .ToDictionary(row => (row.Stream, row.Record.Seq), row => ((GateEvent)row.Record).Detail);
        }
    }
}
