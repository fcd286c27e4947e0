using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Tests.Unit.Outbox;
using Xunit.Abstractions;

namespace Checkpoint.Tests.Unit.Uplink;

/// <summary>A database that refuses some records by a limit of its own, and takes others.</summary>
public sealed class RefusedTests(ITestOutputHelper output) : IDisposable
{
    private readonly UplinkBench _bench = new();
    private readonly List<int> _sizes = [];
    private volatile Func<long, bool> _refuses = _ => false;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Records_that_are_refused_let_all_behind_them_pass()
    {
        Run(seq => seq % 500 == 3);
        _bench.Append(5000);
        _bench.PassUntil(() => _bench.Outbox.Pending == 10, TimeSpan.FromSeconds(10));
        Assert.Equal(4990, _bench.Uplink.Counters.RecordsStored);
    }

    [Fact]
    public void A_fever_made_while_others_are_refused_is_sent_at_once()
    {
        Run(seq => seq <= 100);
        _bench.Append(100);
        _bench.PassUntil(() => _bench.Uplink.Counters.RecordsRefused >= 100, TimeSpan.FromMinutes(10));
        _bench.Append(1, _ => Make.Screening(ScreeningOutcome.Fever, 3910));
        _bench.PassUntil(() => _bench.Uplink.Counters.RecordsStored == 1, TimeSpan.FromSeconds(2.25));
    }

    [Fact]
    public void A_long_stretch_that_is_refused_is_passed_once_and_slowly_and_what_is_behind_it_arrives()
    {
        Run(seq => seq <= 4000);
        _bench.Append(5000);
        _bench.PassUntil(() => _bench.Uplink.Counters.RecordsStored == 1000, TimeSpan.FromMinutes(30));
        Assert.InRange(_sizes.Sum(), 5000, 8000);
    }

    [Fact]
    public void Once_the_limit_is_lifted_all_are_stored_within_twenty_minutes()
    {
        Run(seq => seq <= 3000);
        _bench.Append(3100);
        _bench.PassUntil(() => _bench.Uplink.Counters.RecordsStored == 100, TimeSpan.FromMinutes(30));
        Pass(TimeSpan.FromHours(2));
        _refuses = _ => false;
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromMinutes(20));
    }

    [Fact]
    public void A_gate_all_of_whose_records_are_refused_sends_each_once_and_then_less_than_100_kB_an_hour()
    {
        Run(_ => true);
        _bench.Append(5000);
        _bench.PassUntil(() => _bench.Uplink.Counters.RecordsRefused >= 5000, TimeSpan.FromHours(1));
        var (batches, bytes) = (_bench.Broker.Batches.Count, _bench.Uplink.Counters.BytesSent);
        Pass(TimeSpan.FromHours(2));
        var spent = (_bench.Uplink.Counters.BytesSent - bytes + (_bench.Broker.Batches.Count - batches) * 400) / 2;
        output.WriteLine($"{spent} bytes an hour");
        Assert.InRange(spent, 500, 100_000);
        Assert.Equal(5000, _bench.Outbox.Pending);
    }

    [Fact]
    public void What_was_refused_is_not_sent_again_at_once_on_the_next_connection()
    {
        Run(seq => seq == 2);
        _bench.Append(3);
        _bench.PassUntil(() => _bench.Outbox.Pending == 1, TimeSpan.FromSeconds(1));
        _bench.PassUntil(() => _bench.Uplink.Counters.RecordsRefused == 4, TimeSpan.FromMinutes(10));
        _bench.Broker.Break();
        _bench.PassUntil(() => _bench.Broker.Connects == 2, TimeSpan.FromSeconds(11));
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.IsConnected);
        _bench.Append(1);
        _bench.PassUntil(() => _bench.Broker.Seqs[^1] == 4, TimeSpan.FromSeconds(1));
        Assert.Equal(4, _bench.Uplink.Counters.RecordsRefused);
    }

    [Fact]
    public void What_is_refused_just_before_others_are_tried_again_waits_as_long_as_the_cloud_has_asked()
    {
        var refused = new RefusedSeqs(new Random(1));
        var (stream, asked) = (new StreamId(7), TimeSpan.FromSeconds(2));
        Assert.True(refused.Add(stream, [new SeqRange(1, 1)], asked, TimeSpan.Zero));
        var late = refused.Due!.Value - TimeSpan.FromMilliseconds(1);
        Assert.True(refused.Add(stream, [new SeqRange(2, 2)], asked, late));
        Assert.False(refused.TryTake(late + asked));
        Assert.True(refused.TryTake(late + 2 * asked));
    }

    [Fact]
    public void A_busy_for_what_was_never_sent_sets_nothing_aside()
    {
        Run(_ => false);
        _bench.Broker.Reply(new BusyAck(new StreamId(7), TimeSpan.FromSeconds(2)) { Seqs = [new SeqRange(1, RecordLimits.MaxSeq)] });
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.StrayAnswers == 1);
        _bench.Append(3);
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void More_than_can_be_set_aside_is_waited_out_and_lost_from_sight_by_nobody()
    {
        Run(seq => seq % 2 == 0);
        _bench.Append(6000);
        Pass(TimeSpan.FromMinutes(5));
        _refuses = _ => false;
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromMinutes(20));
    }

    /// <summary>As the cloud does: an ack for what it has, and a busy for what is refused.</summary>
    private void Run(Func<long, bool> refuses)
    {
        _refuses = refuses;
        _bench.Broker.OnBatch = batch =>
        {
            _sizes.Add(batch.Records.Count);
            var seqs = batch.Records.ToLookup(record => _refuses(record.Seq), record => record.Seq);
            if (seqs[false].Any())
                _bench.Broker.Reply(new StoredAck(batch.Stream, SeqRange.Cover(seqs[false])));
            return seqs[true].Any()
                ? new BusyAck(batch.Stream, TimeSpan.FromSeconds(2)) { Seqs = SeqRange.Cover(seqs[true]) }
                : null;
        };
        _bench.RunUntilWelcomed();
    }

    private void Pass(TimeSpan time)
    {
        for (var end = _bench.Time.GetUtcNow() + time; _bench.Time.GetUtcNow() < end; _bench.Settle())
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
    }
}
