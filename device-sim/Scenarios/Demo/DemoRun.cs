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
        var siteOptions = new SiteOptions { Folder = folder, Store = options.Store, Gates = SiteGate.Mixed(options.Gates) };
        _console.WriteLine("Starting broker, database, cloud and gates …");
        await using var site = await Site.StartAsync(siteOptions, cancellation).ConfigureAwait(false);
        await using var gates = new SimulatedGates(site, siteOptions, options.Seed, "busy");
        gates.Start();
        var password = await site.AddAdministratorAsync("demo").ConfigureAwait(false);
        _console.WriteLine($"Sign in at {site.Cloud.Url} as demo, password {password}");
        var token = await site.MakeTokenAsync("demo").ConfigureAwait(false);
        _console.WriteLine($"API: curl -H \"Authorization: Bearer $(cat {token})\" {site.Cloud.Url}api/v1/gates   (its document: openapi/v1.json)");
        await ShowAsync(gates, cancellation).ConfigureAwait(false);

        _console.WriteLine("Letting the outboxes drain and stopping the gates …");
        await gates.StopAsync().ConfigureAwait(false);
        var audits = await gates.AuditAsync(new AuditLimits()).ConfigureAwait(false);
        LedgerTable.Write(_console, audits);
        return audits.All(audit => audit.Findings.Count == 0);
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
