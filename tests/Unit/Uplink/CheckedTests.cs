using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Unit.Uplink;

/// <summary>A cloud that looks whether its database still has what the gate holds: when it is asked, and what is believed of its answer.</summary>
public sealed class CheckedTests : IDisposable
{
    private static readonly StreamId Stream = new(7);

    private readonly UplinkBench _bench = new();
    private readonly HoldingOutbox _outbox;

    public CheckedTests()
    {
        _bench.Reader = _outbox = new HoldingOutbox(_bench.Outbox);
        _bench.Broker.OnHello = hello => new Welcome(hello.Nonce, UplinkBench.Micros(_bench.Time.GetUtcNow()), 0, true, ChecksHeld: true);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Each_connections_first_hello_tells_what_is_held_and_since_when()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.Break();
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 2, TimeSpan.FromSeconds(11));
        Assert.All(_bench.Broker.Hellos, hello => Assert.Equal([new SeqRange(1, 100)], Assert.Single(hello.Held).Seqs));
        Assert.All(_bench.Broker.Hellos, hello => Assert.Equal(HoldingOutbox.Since, hello.SinceMicroseconds));
    }

    [Fact]
    public void What_the_cloud_has_lost_is_sent_again_though_newer_records_hide_the_gap()
    {
        _bench.RunUntilWelcomed();
        _bench.Append(3);
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
        Answer(0, new LostSeqs(Stream, [new SeqRange(5, 9)]));
        UplinkBench.WaitFor(() => _outbox.Replayed.Count == 1);
        Assert.Equal([new SeqRange(5, 9)], _outbox.Replayed[0].Seqs);
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.RecordsReplayed == 5);
    }

    [Fact]
    public void A_cloud_that_looks_for_what_is_held_is_not_taken_at_its_highest_seq()
    {
        _bench.RunUntilWelcomed();
        Answer(0);
        _bench.Settle();
        Assert.Empty(_outbox.AskedAfter);
    }

    [Fact]
    public void Only_what_was_told_is_sent_again_whatever_the_answer_names()
    {
        _bench.RunUntilWelcomed();
        Answer(0, new LostSeqs(Stream, [new SeqRange(90, 5_000_000)]), new LostSeqs(new StreamId(8), [new SeqRange(1, 100)]));
        UplinkBench.WaitFor(() => _outbox.Replayed.Count == 1);
        Assert.Equal([new SeqRange(90, 100)], _outbox.Replayed[0].Seqs);
    }

    [Fact]
    public void One_hello_has_one_answer_and_another_hellos_has_none()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.Reply(new Checked(_bench.Broker.Hellos[0].Nonce + 1, [new LostSeqs(Stream, [new SeqRange(1, 9)])], 0));
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.StrayAnswers == 1);
        Answer(0);
        for (var i = 0; i < 50; i++)
            Answer(0, new LostSeqs(Stream, [new SeqRange(1, 9)]));
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.StrayAnswers == 51);
        Assert.Empty(_outbox.Replayed);
    }

    [Fact]
    public void While_all_is_well_it_is_asked_once_an_hour()
    {
        _bench.RunUntilWelcomed();
        Answer(0);
        var hellos = Pass(TimeSpan.FromHours(12), answered: true);
        Assert.InRange(hellos, 12, 24);
    }

    [Fact]
    public void A_loss_that_nothing_else_tells_of_is_asked_for_within_an_hour()
    {
        _bench.RunUntilWelcomed();
        Answer(0);
        _bench.Settle();
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 2, TimeSpan.FromHours(1));
        Assert.NotEmpty(_bench.Broker.Hellos[1].Held);
    }

    [Fact]
    public void An_answer_that_does_not_come_is_asked_for_again_within_ten_minutes()
    {
        _bench.RunUntilWelcomed();
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 2, TimeSpan.FromMinutes(10));
        Assert.NotEmpty(_bench.Broker.Hellos[1].Held);
    }

    [Fact]
    public void After_a_loss_it_is_asked_a_minute_later_whether_that_was_all()
    {
        _bench.RunUntilWelcomed();
        Answer(0, new LostSeqs(Stream, [new SeqRange(5, 9)]));
        UplinkBench.WaitFor(() => _outbox.Replayed.Count == 1);
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 2, TimeSpan.FromMinutes(1));
        Answer(1);
        _bench.Settle();
        Assert.Equal(0, Pass(TimeSpan.FromMinutes(25), answered: false));
    }

    [Fact]
    public void What_takes_several_hellos_to_tell_is_told_a_minute_apart_and_goes_on_where_it_was_on_the_next_connection()
    {
        _outbox.Parts = 3;
        _bench.RunUntilWelcomed();
        Answer(0);
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 2, TimeSpan.FromMinutes(1));
        Answer(1);
        _bench.Settle();
        _bench.Broker.Break();
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 3, TimeSpan.FromSeconds(11));
        Answer(2);
        _bench.Settle();
        Assert.Equal([1L, 101, 201], _bench.Broker.Hellos.Select(hello => hello.Held[0].Seqs[0].First));
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 4, TimeSpan.FromHours(1));
        Assert.Equal(1, _bench.Broker.Hellos[3].Held[0].Seqs[0].First);
    }

    [Fact]
    public void A_gate_whose_only_clock_is_the_cloud_asks_for_the_time_more_often_and_for_what_is_held_no_more_often()
    {
        _bench.WantsWelcome = true;
        _bench.RunUntilWelcomed();
        var told = _bench.Broker.Hellos.FindIndex(hello => hello.Held.Count > 0);
        Answer(told);
        var before = _bench.Broker.Hellos.Count;
        Pass(TimeSpan.FromHours(2), answered: true);
        var after = _bench.Broker.Hellos[before..];
        Assert.InRange(after.Count, 20, 400);
        Assert.InRange(after.Count(hello => hello.Held.Count > 0), 2, 4);
    }

    [Fact]
    public void A_gate_whose_only_clock_is_the_cloud_asks_no_more_seldom_than_another()
    {
        (_bench.WantsWelcome, _bench.Options) = (true, new() { HelloRefresh = TimeSpan.FromSeconds(10) });
        _bench.RunUntilWelcomed();
        Answer(0);
        _bench.Settle();
        _bench.PassUntil(() => _bench.Broker.Hellos.Count(hello => hello.Held.Count > 0) == 2, TimeSpan.FromSeconds(11));
    }

    [Fact]
    public void After_the_cloud_was_away_it_is_asked_at_once()
    {
        _bench.RunUntilWelcomed();
        Answer(0);
        _bench.Broker.PubAck = new MqttReason(MqttReason.NoMatchingSubscribers, "no matching subscribers");
        _bench.Append(1);
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.Undelivered == 1);
        _bench.Broker.PubAck = MqttReason.Success;
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 2, TimeSpan.FromSeconds(30));
        Assert.NotEmpty(_bench.Broker.Hellos[1].Held);
    }

    [Fact]
    public void An_answer_that_comes_with_the_first_welcome_does_not_put_off_the_hello_that_asks_for_a_better_time()
    {
        _bench.WantsWelcome = true;
        var welcome = _bench.Broker.OnHello!;
        _bench.Broker.OnHello = hello =>
        {
            if (hello.Held.Count == 0)
                return welcome(hello);
            _bench.Time.Advance(TimeSpan.FromMilliseconds(150));
            _bench.Broker.Reply(welcome(hello)!);
            _bench.Broker.Reply(new Checked(hello.Nonce, [], 0));
            return null;
        };
        _bench.RunUntilWelcomed();
        Assert.Equal(2, _bench.Broker.Hellos.Count);
    }

    [Theory]
    [InlineData(MqttReason.NoMatchingSubscribers)]
    [InlineData((byte)0)]
    public void A_cloud_that_went_away_amid_several_hellos_for_the_time_is_asked_again_for_all_that_the_first_asked(byte reason)
    {
        _bench.WantsWelcome = true;
        var welcome = _bench.Broker.OnHello!;
        var hellos = 0;
        _bench.Broker.OnHello = hello =>
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(150));
            _bench.Broker.PubAck = ++hellos == 2 ? new MqttReason(reason, "away") : MqttReason.Success;
            return hellos == 2 ? null : welcome(hello);
        };
        _bench.Run();
        _bench.PassUntil(() => _bench.Broker.Hellos.Count >= 3, TimeSpan.FromSeconds(30));
        Assert.Empty(_bench.Broker.Hellos[1].Held);
        Assert.Equal(_bench.Broker.Hellos[0].Held[0].Seqs, _bench.Broker.Hellos[2].Held[0].Seqs);
        Assert.Equal([HoldingOutbox.Asked, 0, HoldingOutbox.Asked], _bench.Broker.Hellos.Take(3).Select(hello => hello.AskedSeq));
        Assert.InRange(_bench.Offered[0].ErrorMicroseconds, 1, 100_000);
    }

    private void Answer(int hello, params LostSeqs[] lost) => _bench.Broker.Reply(new Checked(_bench.Broker.Hellos[hello].Nonce, lost, 0));

    /// <returns>How many hellos came.</returns>
    private int Pass(TimeSpan time, bool answered)
    {
        var before = _bench.Broker.Hellos.Count;
        var known = before;
        var end = _bench.Time.GetUtcNow() + time;
        while (_bench.Time.GetUtcNow() < end)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(5));
            _bench.Settle();
            for (; known < _bench.Broker.Hellos.Count; known++)
            {
                if (answered && _bench.Broker.Hellos[known].Held.Count > 0)
                    Answer(known);
                _bench.Settle();
            }
        }

        return _bench.Broker.Hellos.Count - before;
    }

    /// <summary>Holds some delivered seqs, and notes what it is to send again.</summary>
    private sealed class HoldingOutbox(IOutboxReader outbox) : IOutboxReader
    {
        public const long Since = 1_767_225_600_000_000;

        public const long Asked = 42;

        private readonly Lock _gate = new();
        private readonly List<LostSeqs> _replayed = [];

        public event Action<OutboxChange>? Readable
        {
            add => outbox.Readable += value;
            remove => outbox.Readable -= value;
        }

        public int Parts { get; set; } = 1;

        public List<long> AskedAfter { get; } = [];

        public OutboxHead Head => outbox.Head;

        public List<LostSeqs> Replayed
        {
            get
            {
                lock (_gate)
                    return [.. _replayed];
            }
        }

        public long SinceMicroseconds() => Since;

        public long AskedSeq() => Asked;

        public HeldPart Held(OutboxPosition after)
        {
            var part = after == OutboxPosition.Start ? 0 : (int)(after.Seq / 100);
            var seqs = new SeqRange(part * 100 + 1, part * 100 + 100);
            return new HeldPart([new HeldSeqs(Stream, [seqs], Since)], part + 1 < Parts ? new OutboxPosition(1, seqs.Last) : null);
        }

        public Task<long> ReplayAsync(IReadOnlyList<LostSeqs> lost, long keepsSinceMicroseconds, CancellationToken cancellation)
        {
            lock (_gate)
                _replayed.AddRange(lost);
            return Task.FromResult(lost.Sum(entry => entry.Seqs.Sum(range => range.Count)));
        }

        public Task<long> ReplayAsync(StreamId stream, long highestSeq, CancellationToken cancellation)
        {
            AskedAfter.Add(highestSeq);
            return Task.FromResult(0L);
        }

        public PendingRecords Read(OutboxPosition after, bool urgentOnly, int maxRecords, int maxBytes) =>
            outbox.Read(after, urgentOnly, maxRecords, maxBytes);

        public void Settle(StreamId stream, IReadOnlyList<SeqRange> stored, IReadOnlyList<RejectedRange> rejected) =>
            outbox.Settle(stream, stored, rejected);

        public Task<bool> WelcomeAsync(StreamId stream, long highestSeq, FoundRecord? found, CancellationToken cancellation) => Task.FromResult(false);
    }
}
