using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Summaries;

/// <summary>Each minute: adds up the time in service, closes hours and days; each fifth one: lets additions out.</summary>
public sealed class SummaryKeeper(ISummaryBook book, IServiceState service, IBoardClock clock)
{
    /// <summary>Minutes between records of what the present hour has to add.</summary>
    private const int MinutesPerAddition = 5;

    private BoardInstant _from = clock.Now;
    private int _minutes;

    /// <param name="cancellation">
    /// Ends the waiting alone: the time, which may wait long for a commit that is made anyhow, is written with what the gateway has to
    /// keep last.
    /// </param>
    /// <exception cref="Outbox.OutboxUnavailableException">It could not be made durable; the time is added with the next.</exception>
    public async Task TickAsync(CancellationToken cancellation)
    {
        var now = clock.Now;
        var from = service.WasInService() ? _from : now;
        await book.AddServiceAsync(from, now, additionsToo: ++_minutes % MinutesPerAddition == 0).WaitAsync(cancellation);
        _from = now;
    }
}
