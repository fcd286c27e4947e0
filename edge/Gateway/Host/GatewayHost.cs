using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Sensors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Checkpoint.Gateway.Host;

/// <summary>Runs a gateway until it is told to stop. The simulator runs the same one on simulated hardware.</summary>
public static class GatewayHost
{
    /// <summary>For all stages but the uplink, which has its own time to drain.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Runs until SIGTERM, SIGINT or cancellation. Says on stderr what it could not do.</summary>
    /// <param name="openHardware">Called once; what it opens is closed at the end.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        GatewayOptions options, Func<GatewayOptions, GatewayHardware> openHardware, CancellationToken cancellation)
    {
        try
        {
            using var hardware = openHardware(options);
            using var loggers = LoggerFactory.Create(AddLogging);
            using var parts = new GatewayParts(options, hardware, TimeProvider.System, loggers);
            hardware.Watch(parts);
            return await RunAsync([.. Program.Stages(parts)], ShutdownTimeout + options.Uplink.DrainTimeout, loggers, cancellation);
        }
        catch (Exception fault) when (fault is LineUnavailableException or DllNotFoundException)
        {
            return await FailAsync(ExitCode.Unavailable, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(ExitCode.InputOutput, fault.Message);
        }
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<IHostedService> stages, TimeSpan shutdownTimeout, ILoggerFactory loggers, CancellationToken cancellation)
    {
        using (var host = Build(stages, shutdownTimeout, loggers))
            await host.RunAsync(cancellation);

        // A stage that ended by an exception has stopped the host, which by itself would look like success.
        var fault = stages.OfType<BackgroundService>().Select(stage => stage.ExecuteTask?.Exception).FirstOrDefault(found => found is not null);
        foreach (var stage in stages.OfType<IDisposable>())
            stage.Dispose();
        return fault is null ? ExitCode.Ok : await FailAsync(ExitCode.Failure, fault.GetBaseException().ToString());
    }

    private static IHost Build(IReadOnlyList<IHostedService> stages, TimeSpan shutdownTimeout, ILoggerFactory loggers)
    {
        // No configuration sources, no default loggers: what is not built need not be loaded on a small board.
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { DisableDefaults = true, ApplicationName = "checkpoint-gateway" });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = shutdownTimeout);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.AddSingleton(loggers);
        foreach (var stage in stages)
            builder.Services.AddSingleton(stage);
        return builder.Build();
    }

    /// <summary>To stderr; under systemd with its own priorities instead of times, which the journal has anyway.</summary>
    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Information);

        // What the host has to say of a failed stage is said by the exit code and the last line.
        logging.AddFilter("Microsoft", LogLevel.None);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null)
            logging.AddSystemdConsole();
        else
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "HH:mm:ss.fff ", true));
    }

    private static async Task<int> FailAsync(int code, string why)
    {
        await Console.Error.WriteLineAsync($"checkpoint-gateway: {why}");
        return code;
    }
}
