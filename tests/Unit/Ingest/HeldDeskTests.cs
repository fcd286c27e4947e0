using System.Diagnostics.Metrics;
using System.Reflection;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Unit.Uplink;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Ingest;

/// <summary>What a gate holds, and what the database has of it.</summary>
public sealed class HeldDeskTests : IAsyncDisposable
{
    private static readonly GateId Gate = GateId.Parse("gate-01");

    private static readonly StreamId Stream = new(1);

    private readonly ManualTime _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly RecordingConnection _connection = new();
    private readonly MissingOnly _store;
    private readonly HeldDesk _desk;

    public HeldDeskTests()
    {
        var store = DispatchProxy.Create<IRecordStore, MissingOnly>();
        _store = (MissingOnly)(object)store;
        var metrics = new IngestMetrics(_services.GetRequiredService<IMeterFactory>());
        var replies = new ReplySender(metrics);
        replies.Use(_connection);
        _desk = new HeldDesk(store, replies, metrics, _time, NullLogger<HeldDesk>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.StopAsync(CancellationToken.None);
        _desk.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_gate_is_told_what_the_database_lacks_of_each_stream_and_nothing_of_those_that_it_has()
    {
        _store.Missing = (held, _) => held.Stream == Stream ? [new SeqRange(3, 4)] : [];
        await StartAsync();
        Ask(7, new HeldSeqs(new StreamId(2), [new SeqRange(1, 9)], 0), new HeldSeqs(Stream, [new SeqRange(1, 9)], 0));
        var answer = await AnswerAsync(1);
        Assert.Equal((7UL, 0L), (answer.Nonce, answer.KeepsSinceMicroseconds));
        var lost = Assert.Single(answer.Lost);
        Assert.Equal(Stream, lost.Stream);
        Assert.Equal([new SeqRange(3, 4)], lost.Seqs);
    }

    [Fact]
    public async Task A_gate_that_holds_nothing_costs_no_question()
    {
        await StartAsync();
        Ask(1);
        Ask(2, new HeldSeqs(Stream, [new SeqRange(1, 9)], 0));
        Assert.Equal(2UL, (await AnswerAsync(1)).Nonce);
        Assert.Equal(1, _store.Questions);
    }

    [Fact]
    public async Task Hellos_in_waiting_are_one_question_and_the_newest_is_answered()
    {
        Ask(1, new HeldSeqs(Stream, [new SeqRange(1, 9)], 0));
        Ask(2, new HeldSeqs(Stream, [new SeqRange(1, 12)], 0));
        await StartAsync();
        Assert.Equal(2UL, (await AnswerAsync(1)).Nonce);
        Assert.Equal(1, _store.Questions);
    }

    [Fact]
    public async Task A_gate_that_says_hello_without_end_has_one_look_in_five_seconds_and_keeps_no_other_from_its_own()
    {
        await StartAsync();
        for (var nonce = 1UL; nonce <= 90; nonce++)
        {
            Ask(nonce, new HeldSeqs(Stream, [new SeqRange(1, 9)], 0));
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        _desk.Ask(GateId.Parse("gate-02"), Hello(500, [new HeldSeqs(Stream, [new SeqRange(1, 9)], 0)]));
        await WaitForAsync(() => _connection.Sent.Any(answer => answer.Nonce == 500));
        Assert.Equal(2, _store.Questions);
        _time.Advance(TimeSpan.FromSeconds(5));
        Ask(300, new HeldSeqs(Stream, [new SeqRange(1, 9)], 0));
        Assert.Equal(300UL, (await AnswerAsync(3)).Nonce);
    }

    [Fact]
    public async Task A_database_that_can_not_say_gets_no_answer_made_up_for_it()
    {
        _store.Missing = (held, _) => held.Stream == Stream ? throw new StoreException(new StoreFault(StoreFaultKind.TimedOut, "no answer")) : [];
        await StartAsync();
        Ask(1, new HeldSeqs(Stream, [new SeqRange(1, 9)], 0));
        _desk.Ask(GateId.Parse("gate-02"), Hello(2, [new HeldSeqs(new StreamId(2), [new SeqRange(1, 9)], 0)]));
        await WaitForAsync(() => _store.Questions == 2 && _connection.Sent.Count == 1);
        Assert.Equal(2UL, _connection.Sent[0].Nonce);
    }

    [Fact]
    public async Task However_much_is_lost_an_answer_has_its_bound_of_ranges()
    {
        _store.Missing = (held, most) => [.. held.Seqs.Take(most).Select(range => range with { Last = range.First })];
        await StartAsync();
        SeqRange[] ranges = [.. Enumerable.Range(1, 700).Select(i => new SeqRange(10 * i, 10 * i + 5))];
        Ask(1, new HeldSeqs(Stream, ranges, 0), new HeldSeqs(new StreamId(2), ranges, 0), new HeldSeqs(new StreamId(3), ranges, 0));
        Assert.Equal([700, RecordLimits.MaxLostRanges - 700], (await AnswerAsync(1)).Lost.Select(lost => lost.Seqs.Count));
    }

    [Fact]
    public async Task What_would_be_older_than_the_database_keeps_is_said_with_what_is_lost()
    {
        _store.Missing = (_, _) => [new SeqRange(3, 4)];
        _store.Retention = TimeSpan.FromDays(30);
        await StartAsync();
        Ask(1, new HeldSeqs(Stream, [new SeqRange(1, 9)], 0));
        var since = DateTimeOffset.UnixEpoch.AddMicroseconds((await AnswerAsync(1)).KeepsSinceMicroseconds);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromDays(30) + TimeSpan.FromHours(1), since);
    }

    private static GateHello Hello(ulong nonce, HeldSeqs[] held) => new(nonce, Guid.NewGuid(), 5, Stream, 9, "1.2.3", "board-7") { Held = held };

    private static Task WaitForAsync(Func<bool> state) => Task.Run(() => UplinkBench.WaitFor(state));

    private Task StartAsync() => _desk.StartAsync(CancellationToken.None);

    private void Ask(ulong nonce, params HeldSeqs[] held) => _desk.Ask(Gate, Hello(nonce, held));

    private async Task<Checked> AnswerAsync(int number)
    {
        await WaitForAsync(() => _connection.Sent.Count >= number);
        return _connection.Sent[number - 1];
    }

    /// <summary>A database that is asked for what is missing and how long it keeps, and for nothing else.</summary>
    public class MissingOnly : DispatchProxy
    {
        private int _questions;

        public Func<HeldSeqs, int, List<SeqRange>> Missing { get; set; } = (_, _) => [];

        public TimeSpan? Retention { get; set; }

        public int Questions => Volatile.Read(ref _questions);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IRecordStore.RetentionAsync))
                return Task.FromResult(Retention);
            Assert.Equal(nameof(IRecordStore.MissingAsync), targetMethod.Name);
            Interlocked.Increment(ref _questions);
            return Task.FromResult<IReadOnlyList<SeqRange>>(Missing((HeldSeqs)args![1]!, (int)args[2]!));
        }
    }

    private sealed class RecordingConnection : IMqttConnection
    {
        private readonly Lock _gate = new();
        private readonly List<Checked> _sent = [];

        public Task<MqttReason> Closed { get; } = new TaskCompletionSource<MqttReason>().Task;

        public int SendMaximum => 20;

        public List<Checked> Sent
        {
            get
            {
                lock (_gate)
                    return [.. _sent];
            }
        }

        public Task<MqttReason> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation) => Task.FromResult(MqttReason.Success);

        public Task<MqttReason> PublishAsync(MqttPublication publication, CancellationToken cancellation)
        {
            Assert.True(ReplyCodec.TryDecode(publication.Payload.Span, out var reply, out _));
            lock (_gate)
                _sent.Add(Assert.IsType<Checked>(reply));
            return Task.FromResult(MqttReason.Success);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
