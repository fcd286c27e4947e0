using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Spectre.Console;

namespace Checkpoint.DeviceSim.Scenarios.Demo;

/// <summary>The demo from its first process to its ledger.</summary>
internal sealed class DemoRun(DemoOptions options)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(500);

    /// <summary>Where the output is no terminal, a table now and then is enough.</summary>
    private static readonly TimeSpan PlainRefresh = TimeSpan.FromSeconds(10);

    private const int PlainWidth = 120;

    private readonly IAnsiConsole _console = CreateConsole();

    /// <returns>0 if the ledger balances, 1 if not, 2 if something did not start or stop.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var folder = options.Data is null ? Directory.CreateTempSubdirectory("checkpoint-demo-").FullName : Path.GetFullPath(options.Data);
        try
        {
            var balanced = await RunAsync(folder, cancellation).ConfigureAwait(false);
            if (balanced && options.Data is null)
                Directory.Delete(folder, recursive: true);
            else
                _console.WriteLine($"Data and logs: {folder}");
            return balanced ? 0 : 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("checkpoint-sim: stopped before everything had started").ConfigureAwait(false);
            return 2;
        }
        catch (Exception failed) when (failed is InvalidOperationException or TimeoutException or IOException)
        {
            await Console.Error.WriteLineAsync($"checkpoint-sim: {failed.Message}\nData and logs: {folder}").ConfigureAwait(false);
            return 2;
        }
    }

    /// <summary>In a file or a pipe: no colours, and room for whole tables.</summary>
    private static IAnsiConsole CreateConsole()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        plain.Profile.Width = PlainWidth;
        return plain;
    }

    private async Task<bool> RunAsync(string folder, CancellationToken cancellation)
    {
        var plan = DemoPlan.Of(options, folder, DateTimeOffset.UtcNow);
        _console.WriteLine("Starting broker, database and cloud …");
        await using var site = await Site.StartAsync(plan.Site, cancellation).ConfigureAwait(false);
        await using var history = plan.Pasts.Count == 0 ? null : new DemoHistory(plan, site, options.Seed, _console.WriteLine);
        if (history is not null)
            await history.FillAsync(cancellation).ConfigureAwait(false);
        await using var gates = new SimulatedGates(site, plan.Live, options.Seed, history is null ? "busy" : "lively");
        gates.Start();
        var token = await WelcomeAsync(site, plan.Site.District, cancellation).ConfigureAwait(false);
        history?.GoOn(token);
        await ShowAsync(gates, cancellation).ConfigureAwait(false);

        _console.WriteLine("Letting the outboxes drain and stopping the gates …");
        await Task.WhenAll(gates.StopAsync(), history?.StopAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        return await AuditAsync(site, gates, history).ConfigureAwait(false);
    }

    /// <returns>A token for the API.</returns>
    private async Task<string> WelcomeAsync(Site site, SitePlace district, CancellationToken cancellation)
    {
        var password = await site.AddAdministratorAsync(DemoAccounts.Administrator).ConfigureAwait(false);
        var accounts = await DemoAccounts.AddAsync(site.Cloud.Url, password, district, cancellation).ConfigureAwait(false);
        _console.WriteLine($"\nThe page: {site.Cloud.Url}   sign in with the password {password} as");
        foreach (var (name, rights) in accounts)
            _console.WriteLine($"  {name,-22} {rights}");
        var token = await site.MakeTokenAsync(DemoAccounts.Administrator).ConfigureAwait(false);
        _console.WriteLine($"API: curl -H \"Authorization: Bearer $(cat {token})\" {site.Cloud.Url}api/v1/gates   (its document: openapi/v1.json)\n");
        return (await File.ReadAllTextAsync(token, cancellation).ConfigureAwait(false)).Trim();
    }

    /// <summary>The gates' records against their world, and every stream that there is against the ledger.</summary>
    private async Task<bool> AuditAsync(Site site, SimulatedGates gates, DemoHistory? history)
    {
        var past = history?.Made ?? new Dictionary<(GateId Gate, StreamId Stream), long>();
        var audits = await gates.AuditAsync(new AuditLimits(), past.Keys.Select(key => key.Stream).ToHashSet()).ConfigureAwait(false);
        LedgerTable.Write(_console, audits);
        var faults = LedgerComparison.Compare(past.Concat(gates.Made).ToDictionary(), await site.ReadLedgerAsync().ConfigureAwait(false));
        foreach (var fault in faults)
            _console.WriteLine(fault);
        if (past.Count > 0)
            _console.WriteLine(LedgerTable.OfHistory(past.Count, past.Values.Sum(), faults.Count));
        return faults.Count == 0 && audits.All(audit => audit.Findings.Count == 0);
    }

    private async Task ShowAsync(SimulatedGates gates, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.For is { } time)
            end.CancelAfter(time);
        if (_console.Profile.Capabilities.Ansi && !Console.IsOutputRedirected)
        {
            await _console.Live(Table(gates)).StartAsync(live => RepeatAsync(Refresh, () => live.UpdateTarget(Table(gates)), gates, end.Token))
                .ConfigureAwait(false);
        }
        else
        {
            await RepeatAsync(PlainRefresh, () => _console.Write(Table(gates)), gates, end.Token).ConfigureAwait(false);
            _console.Write(Table(gates));
        }
    }

    private static async Task RepeatAsync(TimeSpan interval, Action show, SimulatedGates gates, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            gates.ThrowIfOneEnded();
            show();
            await Task.Delay(interval, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Table Table(SimulatedGates gates) => DemoTable.Render(gates.All.Select(gate => (gate.Id, gate.Kind, gate.State)));
}
