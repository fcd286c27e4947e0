using System.Collections.Concurrent;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Web.Guard;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>
/// Lets people watch an area. At most <see cref="MaxListeners"/> at once and <see cref="MaxOfOne"/> of one account; whoever
/// is one too many is told to come again, and the page asks now and then instead.
/// </summary>
internal sealed class LiveFeed(
    TodayBoard board,
    WarningSigns warnings,
    Credentials credentials,
    IHostApplicationLifetime lifetime,
    IOptions<JsonOptions> json,
    TimeProvider clock)
{
    public const int MaxListeners = 500;

    /// <summary>Pages that one person has open.</summary>
    public const int MaxOfOne = 20;

    private static readonly TimeSpan ComeAgain = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, int> _listeners = new(StringComparer.Ordinal);

    private int _all;

    private long _refused;

    public int Listeners => Volatile.Read(ref _all);

    /// <summary>Those who were one too many, since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public IResult Listen(Viewer viewer, ReportArea? of) => new Answer(this, viewer, of);

    private bool TryEnter(string name)
    {
        var (all, own) = (Interlocked.Increment(ref _all), _listeners.AddOrUpdate(name, 1, static (_, count) => count + 1));
        if (all <= MaxListeners && own <= MaxOfOne)
            return true;
        Leave(name);
        Interlocked.Increment(ref _refused);
        return false;
    }

    private void Leave(string name)
    {
        Interlocked.Decrement(ref _all);
        if (_listeners.AddOrUpdate(name, 0, static (_, count) => Math.Max(0, count - 1)) == 0)
            _listeners.TryRemove(new(name, 0));
    }

    private async Task AnswerAsync(HttpContext context, Viewer viewer, ReportArea? of)
    {
        if (!TryEnter(viewer.Name))
        {
            await RateLimits.Refusal(context, ComeAgain).ExecuteAsync(context);
            return;
        }

        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            var stream = new LiveStream(
                context.Response, board, warnings.In, of, () => credentials.Identify(context) is { } now && now == viewer, json.Value.SerializerOptions, clock);
            await stream.RunAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            // Whoever listened has left, or the service ends.
        }
        finally
        {
            Leave(viewer.Name);
        }
    }

    private sealed class Answer(LiveFeed feed, Viewer viewer, ReportArea? of) : IResult
    {
        public Task ExecuteAsync(HttpContext context) => feed.AnswerAsync(context, viewer, of);
    }
}
