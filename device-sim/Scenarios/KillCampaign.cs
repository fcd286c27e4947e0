namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>Kills the parts of a site (SIGKILL) at random moments, and starts them again.</summary>
public sealed class KillCampaign(Site site, SimulatedGates gates, KillCampaignOptions options)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly Random _random = new(options.Seed);

    /// <summary>Every kill, with the records unacknowledged at that moment.</summary>
    public List<(KillTarget Target, long Unacknowledged)> Kills { get; } = [];

    /// <exception cref="TimeoutException">Not enough records piled up for a kill, or not all arrived at the end.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var target in Plan())
        {
            await Task.Delay(Draw(options.LongestWait), cancellation).ConfigureAwait(false);
            if (target != KillTarget.Gate)
                await UntilAsync(() => gates.Depth >= options.MinUnacknowledged, "pile up", cancellation).ConfigureAwait(false);
            Kills.Add((target, gates.Depth));
            await KillAsync(target, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Until the gates know every record in the database, or nearly: they go on making new ones.</summary>
    /// <exception cref="TimeoutException">They don't in time.</exception>
    /// <exception cref="InvalidOperationException">A gate ended by itself.</exception>
    public Task DrainAsync(long nearly, CancellationToken cancellation) =>
        UntilAsync(() => gates.Depth <= nearly, "drain", cancellation);

    private KillTarget[] Plan()
    {
        var targets = Enum.GetValues<KillTarget>()
            .Where(target => target != KillTarget.Database || site.Database is not null)
            .SelectMany(target => Enumerable.Repeat(target, options.Kills))
            .ToArray();
        _random.Shuffle(targets);
        return targets;
    }

    private async Task KillAsync(KillTarget target, CancellationToken cancellation)
    {
        switch (target)
        {
            case KillTarget.Gate:
                var gate = gates.All[_random.Next(gates.All.Count)];
                await gate.KillAsync().ConfigureAwait(false);
                await Task.Delay(Draw(options.LongestOutage), cancellation).ConfigureAwait(false);
                gate.Start();
                break;
            default:
                var server = ServerOf(target);
                await server.KillAsync().ConfigureAwait(false);
                await Task.Delay(Draw(options.LongestOutage), cancellation).ConfigureAwait(false);
                await server.StartAsync(cancellation).ConfigureAwait(false);
                break;
        }
    }

    private LoopbackServer ServerOf(KillTarget target) => target switch
    {
        KillTarget.Broker => site.Broker,
        KillTarget.Cloud => site.Cloud,
        _ => site.Database!,
    };

    private TimeSpan Draw(TimeSpan longest) => longest * _random.NextDouble();

    private async Task UntilAsync(Func<bool> reached, string what, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + options.Deadline;
        while (!reached())
        {
            gates.ThrowIfOneEnded();
            if (DateTime.UtcNow > deadline)
                throw new TimeoutException($"records did not {what} in {options.Deadline.TotalSeconds} s: {gates.Depth} unacknowledged");
            await Task.Delay(PollInterval, cancellation).ConfigureAwait(false);
        }
    }
}
