using System.CommandLine;

namespace Checkpoint.CloudIngest.Commands;

/// <summary><c>checkpoint-cloud run</c>: the service, until SIGTERM or Ctrl-C.</summary>
internal static class RunCommand
{
    /// <summary>For what is in flight at SIGTERM; gates keep what is not acked.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var config = CloudCommandLine.ConfigOption();
        var role = new Option<string>("--role")
        {
            Description = "ingest (stateless, may run many times), serve (the web API), or all",
            DefaultValueFactory = _ => "all",
        };
        role.AcceptOnlyFromAmong("all", "ingest", "serve");
        var command = new Command("run", "Runs the service until SIGTERM.") { config, role };
        command.SetBody((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(config), parsed.GetRequiredValue(role), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo config, string role, CancellationToken cancellation)
    {
        var options = Loaded.Options(config);
        options = options with { Warnings = Loaded.Warnings(options.Warnings) };
        await using var store = Loaded.Store(options.Store);
        using var claim = role == "ingest" ? null : Loaded.Claim(options.Serve);
        using var serving = role == "ingest" ? null : Loaded.Serving(options.Serve);
        await using var host = CloudHost.Build(options, Loaded.Broker(options.Broker), store, ingests: role != "serve", serving);
        if (host.Services.GetRequiredService<Registry.RegistryWatch>().Load() is { Count: > 0 } faults)
            throw CommandFault.Config(options.RegistryPath, faults);
        try
        {
            await host.StartAsync(cancellation);
        }
        catch (IOException exception)
        {
            throw new CommandFault(ExitCode.Unavailable, $"web.url: {exception.Message}");
        }

        await AnnounceAsync(host, options.Web.UrlFile);
        await host.WaitForShutdownAsync(cancellation);
        return CloudHost.Crashed(host) ? ExitCode.Software : ExitCode.Success;
    }

    private static async Task AnnounceAsync(WebApplication host, string? file)
    {
        var url = host.Urls.First();
        host.Logger.LogInformation("Listening on {Url}", url);
        if (file is null)
            return;
        // Whole or not at all, for those who wait for it.
        await File.WriteAllTextAsync(file + ".new", url + "\n", CancellationToken.None);
        File.Move(file + ".new", file, overwrite: true);
    }
}
