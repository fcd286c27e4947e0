using System.Text;
using System.Text.Json;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Web.Today;
using Checkpoint.Contract;
using Checkpoint.Contract.Json;
using Checkpoint.Tests.Unit.Reports;
using Microsoft.AspNetCore.Http;

namespace Checkpoint.Tests.Unit.Web.Today;

/// <summary>One listener's events, with time that passes only when the test says so.</summary>
public sealed class LiveStreamTests : IDisposable
{
    private static readonly GateId West = GateId.Parse("west");

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new GateIdConverter(), new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly ReportBench _bench = new();

    private readonly MemoryStream _body = new();

    private readonly SilentStore _store;

    private readonly GateWatch _watch;

    private readonly TodayBoard _board;

    private bool _may = true;

    private IReadOnlyList<WarningSign> _warnings = [new WarningSign(1, "230103001", WarningState.Open, new DateOnly(2026, 2, 9), 0)];

    public LiveStreamTests()
    {
        _store = new SilentStore(_bench.Store);
        _watch = new GateWatch(_bench.Clock);
        _board = new TodayBoard(_store, new ExclusionBook(_bench.Database), _bench.Registry, _watch, ReportBench.Day.Zone, TimeSpan.FromMinutes(10), _bench.Clock, hears: true);
    }

    public void Dispose()
    {
        _board.Dispose();
        _bench.Dispose();
        _body.Dispose();
    }

    [Fact]
    public async Task A_gate_that_stops_is_told_once_it_has_been_silent_for_ten_minutes()
    {
        _watch.Saw(West, new StreamId(1), 1);
        using var stop = new CancellationTokenSource();
        var running = Listen(stop.Token);
        await AtFirstAsync("event: summary");
        Assert.DoesNotContain("event: gate", Told, StringComparison.Ordinal);
        await UntilAsync("event: gate");
        Assert.Contains("\"gate\":\"west\",\"state\":\"silent\",\"since\":\"2026-02-10T23:00:00+00:00\"", Told, StringComparison.Ordinal);
        await EndAsync(stop, running);
    }

    [Fact]
    public async Task A_warning_is_told_when_something_has_been_done_about_it_and_not_before()
    {
        using var stop = new CancellationTokenSource();
        var running = Listen(stop.Token);
        await AtFirstAsync("event: summary");
        await UntilAsync("event: beat");
        Assert.DoesNotContain("event: warning", Told, StringComparison.Ordinal);
        _warnings = [_warnings[0] with { State = WarningState.Acknowledged, Notes = 1 }];
        await UntilAsync("event: warning");
        Assert.Contains("event: warning\ndata: {\"open\":0,\"not_closed\":1}", Told, StringComparison.Ordinal);
        await EndAsync(stop, running);
    }

    [Fact]
    public async Task A_database_that_can_t_answer_is_told_once_and_a_summary_comes_when_it_can_again()
    {
        _store.Fault = new StoreFault(StoreFaultKind.Unreachable, "away");
        using var stop = new CancellationTokenSource();
        var running = Listen(stop.Token);
        await UntilAsync("event: beat");
        Assert.Equal(1, Told.Split("event: trouble").Length - 1);
        Assert.Contains("event: beat\ndata: {\"known_at\":null}", Told, StringComparison.Ordinal);
        _store.Fault = null;
        await UntilAsync("event: summary");
        await EndAsync(stop, running);
    }

    [Fact]
    public async Task Who_may_no_longer_listen_is_told_nothing_more_after_the_next_beat()
    {
        var running = Listen(CancellationToken.None);
        await AtFirstAsync("event: summary");
        _may = false;
        await UntilAsync(() => running.IsCompleted, "the end", LiveStream.Period);
        await running;
        Assert.DoesNotContain("event: beat", Told, StringComparison.Ordinal);
    }

    private string Told => Encoding.UTF8.GetString(_body.ToArray());

    private Task Listen(CancellationToken stop)
    {
        var context = new DefaultHttpContext();
        context.Response.Body = _body;
        return new LiveStream(context.Response, _board, _ => _warnings, null, () => _may, Json, _bench.Clock).RunAsync(stop);
    }

    /// <summary>No time passes until then.</summary>
    private Task AtFirstAsync(string told) => UntilAsync(() => Told.Contains(told, StringComparison.Ordinal), told, TimeSpan.Zero);

    private Task UntilAsync(string told) => UntilAsync(() => Told.Contains(told, StringComparison.Ordinal), told, LiveStream.Period);

    /// <param name="step">By which time passes, again and again.</param>
    private async Task UntilAsync(Func<bool> state, string what, TimeSpan step)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!state())
        {
            Assert.False(deadline.IsCancellationRequested, $"not in time: {what}; but {Told}");
            await Task.Delay(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            _bench.Clock.Advance(step);
        }
    }

    private static async Task EndAsync(CancellationTokenSource stop, Task running)
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
