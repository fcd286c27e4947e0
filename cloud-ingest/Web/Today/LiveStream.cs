using System.Text.Json;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>
/// One listener's server-sent events: <c>summary</c> first and whenever counts or gates change, <c>gate</c> for each gate that
/// is another now, <c>warning</c> when one has come, gone or changed, <c>trouble</c> when the database can't answer, and
/// <c>beat</c>. Ends when the listener may no longer see the area.
/// </summary>
/// <param name="of">Null for everything.</param>
/// <param name="warnings">Those that are not closed.</param>
/// <param name="mayListen">Whether whoever asked may still do so.</param>
internal sealed class LiveStream(
    HttpResponse response,
    TodayBoard board,
    Func<Area, IReadOnlyList<WarningSign>> warnings,
    ReportArea? of,
    Func<bool> mayListen,
    JsonSerializerOptions json,
    TimeProvider clock)
{
    /// <summary>Between looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>A <c>beat</c> so often: proxies close what is quiet, listeners notice what is dead, and rights are asked for anew.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly Dictionary<GateId, (Presence, DateTimeOffset?)> _gates = [];

    private string? _summary;

    private IReadOnlyList<WarningSign>? _warnings;

    private bool _trouble;

    private DateTimeOffset _beaten;

    /// <summary>Null while the database can't answer.</summary>
    private DateTimeOffset? _knownAt;

    public async Task RunAsync(CancellationToken cancellation)
    {
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        _beaten = clock.GetUtcNow();
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            await LookAsync(cancellation);
            if (clock.GetUtcNow() - _beaten < Heartbeat)
                continue;
            if (!mayListen())
                return;
            _beaten = clock.GetUtcNow();
            await EventAsync("beat", new { KnownAt = _knownAt }, cancellation);
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await TellAsync(await board.ReadAsync(cancellation), cancellation);
            await TellAsync(warnings(Overview.AreaOf(of)), cancellation);
            _trouble = false;
        }
        catch (StoreException exception)
        {
            if (!_trouble)
                await EventAsync("trouble", new { Detail = exception.Fault.ToString() }, cancellation);
            (_trouble, _summary, _knownAt) = (true, null, null);
        }
    }

    private async Task TellAsync(TodaySums today, CancellationToken cancellation)
    {
        var area = Overview.AreaOf(of);
        var first = _gates.Count == 0;
        foreach (var gate in today.In(area))
        {
            if (_gates.TryGetValue(gate.Gate.Id, out var before) && before == (gate.Presence, gate.Since))
                continue;
            _gates[gate.Gate.Id] = (gate.Presence, gate.Since);
            if (!first)
                await EventAsync("gate", new { Gate = gate.Gate.Id, State = gate.Presence, gate.Since }, cancellation);
        }

        var overview = Overview.Of(today, of);
        _knownAt = overview.KnownAt;
        var summary = JsonSerializer.Serialize(overview with { KnownAt = default }, json);
        if (summary == _summary)
            return;
        _summary = summary;
        await EventAsync("summary", new { overview.KnownAt, overview.Counts, overview.Gates }, cancellation);
    }

    private async Task TellAsync(IReadOnlyList<WarningSign> now, CancellationToken cancellation)
    {
        var changed = _warnings is { } before && !before.SequenceEqual(now);
        _warnings = now;
        if (changed)
            await EventAsync("warning", new { Open = now.Count(sign => sign.State == WarningState.Open), NotClosed = now.Count }, cancellation);
    }

    private Task EventAsync(string name, object data, CancellationToken cancellation) =>
        WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data, json)}\n\n", cancellation);

    private async Task WriteAsync(string text, CancellationToken cancellation)
    {
        await response.WriteAsync(text, cancellation);
        await response.Body.FlushAsync(cancellation);
    }
}
