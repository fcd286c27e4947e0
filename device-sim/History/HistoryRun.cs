using System.Globalization;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.DeviceSim.World;

namespace Checkpoint.DeviceSim.History;

/// <summary>
/// Fills a site with the history of its gates, over its broker and its cloud, and lets those go on that are still there. Each gate
/// has one stream, from its first record on.
/// </summary>
/// <param name="from">Local midnight of the first day.</param>
/// <param name="password">Of a gate at the broker.</param>
internal sealed class HistoryRun(
    IReadOnlyList<GatePast> pasts, DateTimeOffset from, int seed, LightUplinks uplinks, Func<GateId, string> password, TimeProvider time,
    Action<string> say) : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromDays(1);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SayInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LiveStep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LiveHealth = TimeSpan.FromMinutes(1);

    /// <summary>As the gateway's own.</summary>
    private static readonly TimeSpan TellInterval = TimeSpan.FromMinutes(5);

    private readonly List<HistoryGate> _gates = Gates(pasts, from, seed, uplinks, password, time);
    private readonly CancellationTokenSource _stop = new();
    private Task _living = Task.CompletedTask;

    public int GateCount => _gates.Count;

    /// <summary>By gate and stream, what was made and brought to the cloud or is on its way.</summary>
    public IReadOnlyDictionary<(GateId Gate, StreamId Stream), long> Made =>
        _gates.ToDictionary(gate => (gate.Id, gate.Past.Stream), gate => gate.Past.MadeThrough);

    public long Stored => _gates.Sum(gate => gate.Stored);

    private IEnumerable<HistoryGate> Living => _gates.Where(gate => !gate.Past.Past.IsReplaced && gate.Past.Past.IsAtWork(time.GetUtcNow()));

    /// <summary>Of one gate's history, by its place in the list.</summary>
    public static int SeedOf(int seed, int gate) => unchecked((seed * 1009) + gate);

    /// <summary>Everything up to now, stored; then all gates hang up.</summary>
    /// <exception cref="TimeoutException">The cloud does not take it.</exception>
    public async Task FillAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var gate in _gates)
            gate.Connect();
        using var said = new CancellationTokenSource();
        var saying = SayAsync(said.Token);
        await Task.WhenAll(_gates.Select(gate => Task.Run(() => FillAsync(gate, now, cancellation), cancellation)));
        await said.CancelAsync();
        await saying;
        await Task.WhenAll(_gates.Select(gate => gate.DisconnectAsync()));
    }

    /// <summary>The gates that are still there go on, now. One without connection keeps what it records.</summary>
    public void GoOn()
    {
        foreach (var gate in Living)
        {
            gate.Past.HealthEvery = LiveHealth;
            if (gate.Past.Past.OfflineFrom is null)
                gate.Connect();
        }

        _living = Task.Run(() => LiveAsync(_stop.Token));
    }

    /// <summary>Gates whose connection was down get it back, and send what they have kept.</summary>
    public void ComeBack()
    {
        foreach (var gate in Living.Where(gate => !gate.IsConnected))
            gate.Connect();
    }

    /// <summary>Nobody comes any more; what was recorded is stored.</summary>
    /// <exception cref="TimeoutException">The cloud does not take it.</exception>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await _stop.CancelAsync();
        await _living;
        ComeBack();
        await Task.WhenAll(Living.Select(gate => DrainAsync(gate, cancellation)));
        await Task.WhenAll(_gates.Select(gate => gate.DisconnectAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _living;
        foreach (var gate in _gates)
            await gate.DisposeAsync();
        _stop.Dispose();
    }

    private static List<HistoryGate> Gates(
        IReadOnlyList<GatePast> pasts, DateTimeOffset from, int seed, LightUplinks uplinks, Func<GateId, string> password, TimeProvider time)
    {
        var weather = new HarbinWeather(seed);
        return
        [
            .. pasts.Select((past, i) => new HistoryGate(
                new PastGate(past, SeedOf(seed, i), weather, from),
                new GateCredentials(past.Gate.Id, password(past.Gate.Id)),
                uplinks,
                time)),
        ];
    }

    private async Task FillAsync(HistoryGate gate, DateTimeOffset now, CancellationToken cancellation)
    {
        var end = gate.Past.Past.OfflineFrom is { } lost && lost < now ? lost : now;
        for (var at = from; at < end; at += Step)
            await gate.AppendAsync(gate.Past.Until(at + Step < end ? at + Step : end), cancellation);
        if (gate.Past.Past.IsReplaced)
            await gate.AppendAsync(gate.Past.End(), cancellation);
        else if (end == now && gate.Past.Past.IsAtWork(now))
            await gate.AppendAsync(gate.Past.Tell(), cancellation);
        await DrainAsync(gate, cancellation);
    }

    private async Task DrainAsync(HistoryGate gate, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(DrainTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await gate.DrainAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"the cloud did not take all records of {gate.Id} in {DrainTimeout.TotalSeconds} s");
        }
    }

    private async Task LiveAsync(CancellationToken stop)
    {
        var told = time.GetUtcNow();
        while (!stop.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            var tells = now - told >= TellInterval;
            foreach (var gate in Living.Where(gate => gate.Offer([])))
                gate.Offer(tells ? [.. gate.Past.Until(now), .. gate.Past.Tell()] : gate.Past.Until(now));
            told = tells ? now : told;
            await Task.Delay(LiveStep, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SayAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(SayInterval, time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            say(string.Create(CultureInfo.InvariantCulture, $"History: {Stored:#,0} records stored"));
        }
    }
}
