using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Tests.Unit.Outbox;

public sealed class OutboxTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Seqs_follow_each_other_over_appends_and_reopening()
    {
        Assert.Equal(1, await _bench.AppendAsync(Make.Screening()));
        await _bench.AppendManyAsync(3, _ => Make.Event());
        _bench.Reopen();
        Assert.Equal(5, await _bench.AppendAsync(Make.Passage()));
        Assert.Equal(5, _bench.Outbox.Depth);
    }

    [Fact]
    public async Task Appends_of_many_threads_get_each_seq_once()
    {
        _ = _bench.Outbox;
        var appends = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var seqs = new List<long>();
            for (var i = 0; i < 50; i++)
                seqs.Add(await _bench.AppendAsync(Make.Event()));
            return seqs;
        }));
        var seqs = (await Task.WhenAll(appends)).SelectMany(list => list).Order();
        Assert.Equal(Enumerable.Range(1, 400).Select(i => (long)i), seqs);
    }

    [Fact]
    public async Task A_file_of_an_earlier_version_is_gone_on_with_and_what_it_counted_is_kept()
    {
        using (var old = new SqliteConnection($"Data Source={Path.Combine(_bench.Folder, "outbox.db")};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Outbox", "golden", "outbox.v1.sql"));
            await command.ExecuteNonQueryAsync();
        }

        _bench.LearnTime(OutboxBench.Noon.AddMinutes(2));
        Assert.Equal(6, await _bench.AppendAsync(Make.Event(GateEventType.ManualNormal) with { ScreeningSeq = 1 }));
        var from = _bench.Clock.Now;
        await _bench.Outbox.AddServiceAsync(from, from, additionsToo: true);
        _bench.Clock.Advance(TimeSpan.FromHours(4));
        await _bench.Outbox.AddServiceAsync(from, from, additionsToo: false);

        var records = _bench.ReadAll().Select(row => row.Record).ToList();
        Assert.Equal(Enumerable.Range(1, 9).Select(seq => (long)seq), records.Select(record => record.Seq));
        var summaries = records.OfType<Summary>().ToList();
        Assert.Equal((1, 60), (((Summary)records[4]).Normal, ((Summary)records[4]).InServiceSeconds));
        Assert.Equal(Make.Screening(ScreeningOutcome.Fever, 3840) with { Seq = 1, Time = records[0].Time }, records[0]);
        Assert.Equal(Make.Event(GateEventType.ManualFever) with { Seq = 4, Time = records[3].Time }, records[3]);
        Assert.Equal(1, ((GateEvent)records[5]).ScreeningSeq);
        Assert.All([SummarySpan.Hour, SummarySpan.Day], span => Assert.Equal(
            (1, 1, 1, 60, 0, 1),
            Sum([.. summaries.Where(summary => summary.Span == span)])));
    }

    private static (int, int, int, int, int, int) Sum(List<Summary> summaries) => (
        summaries.Sum(summary => summary.Normal), summaries.Sum(summary => summary.Fever), summaries.Sum(summary => summary.Inward),
        summaries.Sum(summary => summary.InServiceSeconds), summaries.Sum(summary => summary.ManualFever), summaries.Sum(summary => summary.ManualNormal));

    [Theory]
    [InlineData(GateEventType.ManualFever, KeepClass.Urgent)]
    [InlineData(GateEventType.ManualNormal, KeepClass.Event)]
    [InlineData(GateEventType.DoorOpened, KeepClass.RepeatedEvent)]
    public void Manual_results_are_held_on_to_however_often_within_the_minute(GateEventType type, KeepClass keep) =>
        Assert.Equal(keep, KeepClasses.Of(Make.Event(type, count: 3)));

    [Fact]
    public async Task Nothing_is_read_before_its_time_is_known_and_all_of_it_after()
    {
        await _bench.AppendAsync(Make.Screening());
        Assert.Empty(_bench.ReadAll());
        _bench.LearnTime(OutboxBench.Noon);
        OutboxBench.WaitFor(() => _bench.ReadAll().Count == 1);
        var record = _bench.ReadAll()[0].Record;
        Assert.Equal(OutboxBench.Noon, record.Time.Instant);
        Assert.Equal(2000, record.Time.ErrorMicroseconds);
        Assert.Null(RecordRules.Check(record));
    }

    [Fact]
    public async Task A_record_comes_back_as_it_was_made()
    {
        _bench.LearnTime(OutboxBench.Noon);
        var made = Make.Screening(ScreeningOutcome.Fever, 3812);
        var seq = await _bench.AppendAsync(made);
        var (stream, record) = Assert.Single(_bench.ReadAll());
        Assert.Equal(_bench.Outbox.Head.Stream, stream);
        Assert.Equal(made with { Seq = seq, Time = record.Time }, record);
    }

    [Fact]
    public async Task A_time_once_given_stays_when_the_boot_learns_better()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Event());
        _bench.LearnTime(OutboxBench.Noon.AddSeconds(7));
        await _bench.AppendAsync(Make.Event());
        OutboxBench.WaitFor(() => _bench.ReadAll().Count >= 2);
        Assert.Equal(OutboxBench.Noon, _bench.ReadAll()[0].Record.Time.Instant);
        OutboxBench.WaitFor(() => _bench.ReadAll().Exists(
            row => row.Record is GateEvent { Type: GateEventType.ClockStepped, Detail: "by 7000 ms, ntp to ntp" }));
    }

    [Fact]
    public async Task Urgent_reading_gives_fevers_and_alarms_alone()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendManyAsync(20, i => i % 10 == 3 ? Make.Screening(ScreeningOutcome.Fever, 3900) : Make.Screening());
        await _bench.AppendAsync(Make.Event(GateEventType.Tamper));
        Assert.Equal([4, 14, 21], _bench.ReadAll(urgentOnly: true).Select(row => row.Record.Seq));
    }

    [Fact]
    public async Task Settled_records_are_read_no_more()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendManyAsync(5, _ => Make.Event());
        var stream = _bench.Outbox.Head.Stream;
        _bench.Outbox.Settle(stream, [new SeqRange(2, 4)], []);
        OutboxBench.WaitFor(() => _bench.Outbox.Depth == 2);
        Assert.Equal([1, 5], _bench.ReadAll().Select(row => row.Record.Seq));
        _bench.Outbox.Settle(stream, [new SeqRange(2, 4)], []);
        _bench.Outbox.Settle(new StreamId(42), [new SeqRange(1, 5)], []);
        _bench.Reopen();
        Assert.Equal(2, _bench.Outbox.Depth);
    }

    [Fact]
    public async Task Refused_records_are_kept_apart_and_listed_by_reason()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendManyAsync(4, _ => Make.Event());
        var stream = _bench.Outbox.Head.Stream;
        _bench.Outbox.Settle(stream, [], [new RejectedRange(new SeqRange(1, 2), "body_out_of_range"), new RejectedRange(new SeqRange(4, 4), "odd\nrésumé")]);
        OutboxBench.WaitFor(() => _bench.Outbox.Depth == 3);
        var records = _bench.ReadAll().Select(row => row.Record).ToList();
        Assert.Equal([3, 5, 6], records.Select(record => record.Seq));
        Assert.Equal($"body_out_of_range {stream} 1-2", ((GateEvent)records[1]).Detail);
        Assert.Equal($"odd_r_sum_ {stream} 4", ((GateEvent)records[2]).Detail);
    }

    [Fact]
    public async Task An_invalid_record_is_refused_and_the_others_of_the_moment_are_not()
    {
        var bad = Assert.ThrowsAsync<ArgumentException>(() => _bench.AppendAsync(Make.Screening(body: 99_999)));
        Assert.Equal(1, await _bench.AppendAsync(Make.Screening()));
        Assert.Contains("body_out_of_range", (await bad).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_gateway_on_the_same_outbox_is_kept_out()
    {
        _ = _bench.Outbox;
        Assert.ThrowsAny<IOException>(
            () => Gateway.Outbox.Outbox.Open(_bench.Options, "board-1", OutboxBench.Zone(), _bench.Clock));
    }

    [Fact]
    public async Task A_closed_outbox_says_that_it_is_unavailable()
    {
        var outbox = _bench.Outbox;
        _bench.Close();
        await Assert.ThrowsAsync<OutboxUnavailableException>(
            () => outbox.AppendAsync([new MadeRecord(Make.Event(), _bench.Clock.Now)], CancellationToken.None));
    }

    [Fact]
    public async Task The_age_of_the_oldest_counts_from_its_making()
    {
        Assert.Equal(TimeSpan.Zero, _bench.Outbox.OldestAge());
        await _bench.AppendAsync(Make.Event());
        _bench.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.FromSeconds(90), _bench.Outbox.OldestAge());
    }

    [Fact]
    public async Task Delivered_records_go_after_their_days()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendManyAsync(3, _ => Make.Event());
        _bench.Outbox.Settle(_bench.Outbox.Head.Stream, [new SeqRange(1, 3)], []);
        OutboxBench.WaitFor(() => Count("settled") == 1);
        _bench.Clock.Advance(TimeSpan.FromDays(6));
        await _bench.AppendAsync(Make.Event());
        Assert.Equal(4, Count("records"));
        _bench.Clock.Advance(TimeSpan.FromDays(2));
        await _bench.AppendAsync(Make.Event());
        Assert.Equal(2, Count("records"));
        Assert.Equal(6, await _bench.AppendAsync(Make.Event()));
    }

    private long Count(string table)
    {
        using var connection = new SqliteConnection($"Data Source={_bench.Folder}/outbox.db;Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var statement = new Statement(connection, $"SELECT count(*) FROM {table}");
        return statement.Number();
    }
}
