namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>Kills the parts of a site (SIGKILL) at random moments, and starts them again.</summary>
public sealed class KillCampaign(Site site, SimulatedGates gates, KillCampaignOptions options)
{
    private readonly Random _random = new(options.Seed);

    /// <summary>What this site has to be killed.</summary>
    public IReadOnlyList<KillTarget> Targets { get; } =
        [.. Enum.GetValues<KillTarget>().Where(target => target != KillTarget.Database || site.Database is not null)];

    /// <summary>Every process killed, with the records unacknowledged at that moment.</summary>
    public List<(KillTarget Target, long Unacknowledged)> Kills { get; } = [];

    /// <summary>Each target as often as the options say.</summary>
    /// <exception cref="TimeoutException">Not enough records piled up for a kill, or not all arrived at the end.</exception>
    public Task RunAsync(CancellationToken cancellation) => RunAsync(KillPlan.Each(Targets, options.Kills, _random), cancellation);

    /// <exception cref="TimeoutException">Not enough records piled up for a kill, or not all arrived at the end.</exception>
    public async Task RunAsync(IReadOnlyList<KillStroke> plan, CancellationToken cancellation)
    {
        foreach (var stroke in plan)
        {
            await Task.Delay(Draw(options.LongestWait), cancellation).ConfigureAwait(false);
            if (!stroke.Targets.Contains(KillTarget.Gate))
                await UntilAsync(() => gates.Depth >= options.MinUnacknowledged, "pile up", cancellation).ConfigureAwait(false);
            await StrikeAsync(stroke, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Until the gates know every record in the database, or nearly: they go on making new ones. A gate killed last is up again by
    /// then; told to stop while it starts, it would leave what it has for its next start.
    /// </summary>
    /// <exception cref="TimeoutException">They don't in time.</exception>
    /// <exception cref="InvalidOperationException">A gate ended by itself.</exception>
    public async Task DrainAsync(long nearly, CancellationToken cancellation)
    {
        await gates.UntilAllSendAsync(cancellation).ConfigureAwait(false);
        await UntilAsync(() => gates.Depth <= nearly, "drain", cancellation).ConfigureAwait(false);
    }

    private async Task StrikeAsync(KillStroke stroke, CancellationToken cancellation)
    {
        GateProgram[] struckGates = [.. gates.All];
        _random.Shuffle(struckGates);
        struckGates = [.. struckGates.Take(stroke.Targets.Count(target => target == KillTarget.Gate))];
        LoopbackServer[] servers = [.. stroke.Targets.Where(target => target != KillTarget.Gate).Select(ServerOf)];
        if (stroke.Moment != KillMoment.Working)
            await BeginAsync(stroke.Moment, struckGates, cancellation).ConfigureAwait(false);
        Kills.AddRange(stroke.Targets.Select(target => (target, gates.Depth)));
        await Task.WhenAll([.. servers.Select(server => server.KillAsync()), .. struckGates.Select(gate => gate.KillAsync())])
            .ConfigureAwait(false);
        await Task.Delay(Draw(options.LongestOutage), cancellation).ConfigureAwait(false);
        foreach (var gate in struckGates)
            gate.Start();
        foreach (var server in servers)
            await server.StartAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Lets gates start or stop, up to some moment of it.</summary>
    private async Task BeginAsync(KillMoment moment, GateProgram[] struck, CancellationToken cancellation)
    {
        foreach (var gate in struck)
        {
            if (moment == KillMoment.Stopping)
            {
                gate.Terminate();
                continue;
            }

            Kills.Add((KillTarget.Gate, gates.Depth));
            await gate.KillAsync().ConfigureAwait(false);
            gate.Start();
        }

        await Task.Delay(Draw(moment == KillMoment.Starting ? options.LongestStart : options.LongestStop), cancellation).ConfigureAwait(false);
    }

    private LoopbackServer ServerOf(KillTarget target) => target switch
    {
        KillTarget.Broker => site.Broker,
        KillTarget.Cloud => site.Cloud,
        _ => site.Database!,
    };

    private TimeSpan Draw(TimeSpan longest) => longest * _random.NextDouble();

    private Task UntilAsync(Func<bool> reached, string what, CancellationToken cancellation) =>
        gates.UntilAsync(reached, what, options.Deadline, cancellation);
}
