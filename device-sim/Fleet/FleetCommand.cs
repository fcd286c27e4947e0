using System.CommandLine;
using System.Globalization;
using Checkpoint.DeviceSim.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>
/// <c>checkpoint-sim fleet</c>: many light gates. With <c>--broker</c> against a cloud that runs already; without, against
/// a site of its own, whose database is asked at the end.
/// </summary>
internal static class FleetCommand
{
    /// <summary>About the files that one process may have open, at three a connection.</summary>
    private const int MaxGates = 20_000;
    private const int MaxRate = 1_000_000;

    private const int ExitSuccess = 0;

    /// <summary>Something was lost, doubled or refused.</summary>
    private const int ExitUnbalanced = 1;

    /// <summary>EX_UNAVAILABLE of sysexits.h: broker, database or cloud did not start.</summary>
    private const int ExitUnavailable = 69;

    /// <summary>EX_CONFIG of sysexits.h: what it was told to do cannot be done.</summary>
    private const int ExitConfig = 78;

    private static readonly Option<int> Gates = Numeric("--gates", "how many light gates", 100, 1, MaxGates);
    private static readonly Option<int> Rate = Numeric("--rate", "readings a second, all gates together", 200, 1, MaxRate);
    private static readonly Option<int> Seed = Numeric("--seed", "which people come, and to which gates", 1, 0, int.MaxValue);

    private static readonly Option<TimeSpan?> For = Time("--for", "how long readings are made", TimeSpan.FromSeconds(60));
    private static readonly Option<TimeSpan?> Drain = Time("--drain", "how long the last acks may take", TimeSpan.FromMinutes(2));

    private static readonly Option<string?> Broker = new("--broker")
    {
        Description = "a running broker, to be used in place of a site of its own; needs --credentials", HelpName = "HOST:PORT",
    };

    private static readonly Option<string?> Credentials = new("--credentials")
    {
        Description = "folder with a file GATE.password for each gate, as `checkpoint-cloud access` writes it", HelpName = "DIR",
    };

    private static readonly Option<string> Store = new Option<string>("--store")
    {
        Description = "the database of its own site", DefaultValueFactory = _ => "sqlite",
    }.AcceptOnlyFromAmong("sqlite", "influx");

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "keep its own site's data there (default: a folder of its own, removed when all went well)", HelpName = "DIR",
    };

    public static Command Create()
    {
        var command = new Command("fleet", "many light gates, one connection each, with the gateway's own uplink; fails unless every record was acked")
        {
            Gates, Rate, For, Drain, Seed, Broker, Credentials, Store, Data,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Broker) is null != result.GetValue(Credentials) is null)
                result.AddError("--broker and --credentials go together");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            return parsed.GetValue(Broker) is { } broker
                ? await AgainstBrokerAsync(parsed, broker, cancellation)
                : await AgainstOwnSiteAsync(parsed, cancellation);
        }
        catch (FleetException fault)
        {
            Say(fault.Message);
            return ExitConfig;
        }
        catch (Exception failed) when (failed is InvalidOperationException or TimeoutException or IOException)
        {
            Say(failed.Message);
            return ExitUnavailable;
        }
    }

    private static async Task<int> AgainstBrokerAsync(ParseResult parsed, string broker, CancellationToken cancellation)
    {
        var credentials = GateCredentials.ReadFolder(parsed.GetValue(Credentials)!, parsed.GetValue(Gates));
        var run = new FleetRun(Plan(parsed, broker), credentials, TimeProvider.System, NullLogger.Instance, Say);
        return Report(await run.RunAsync(cancellation), []);
    }

    private static async Task<int> AgainstOwnSiteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var kept = parsed.GetValue(Data);
        var folder = kept is null ? Directory.CreateTempSubdirectory("checkpoint-fleet-") : Directory.CreateDirectory(kept);
        var store = parsed.GetValue(Store) == "influx" ? SiteStore.Influx : SiteStore.Sqlite;
        var scenario = new FleetScenario(folder.FullName, store, parsed.GetValue(Gates), NullLogger.Instance, Say);
        var (result, faults) = await scenario.RunAsync(Plan(parsed, "127.0.0.1:1883"), cancellation);
        var exitCode = Report(result, faults);
        if (kept is null && exitCode == ExitSuccess)
            folder.Delete(recursive: true);
        else
            Say($"data and logs are in {folder.FullName}");
        return exitCode;
    }

    private static FleetOptions Plan(ParseResult parsed, string broker)
    {
        var colon = broker.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(broker.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            throw new FleetException($"--broker takes HOST:PORT, not '{broker}'");
        return new FleetOptions
        {
            Host = broker[..colon],
            Port = port,
            RatePerSecond = parsed.GetValue(Rate),
            Duration = parsed.GetValue(For)!.Value,
            DrainTimeout = parsed.GetValue(Drain)!.Value,
            Seed = parsed.GetValue(Seed),
        };
    }

    private static int Report(FleetResult result, IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
            Console.WriteLine(fault);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"made {result.Made}, acked {result.Acked}, pending {result.Pending}, rejected {result.Rejected}, refused {result.Refused};"
            + $" connections {result.Connections}, ack timeouts {result.AckTimeouts}, asked to wait {result.WaitsAsked};"
            + $" threads at most {result.PeakThreads}"));
        var good = result.IsEveryRecordAcked && faults.Count == 0;
        Console.WriteLine(good ? "every record is accounted for" : "NOT every record is accounted for");
        return good ? ExitSuccess : ExitUnbalanced;
    }

    private static void Say(string text) => Console.Error.WriteLine($"checkpoint-sim: {text}");

    private static Option<int> Numeric(string name, string description, int standard, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
                return value;
            result.AddError($"{name} takes {least} to {most}, not '{result.Tokens[0].Value}'");
            return default;
        },
    };

    private static Option<TimeSpan?> Time(string name, string description, TimeSpan standard) => new(name)
    {
        Description = description,
        HelpName = "60s",
        DefaultValueFactory = _ => standard,
        CustomParser = Durations.Parse,
    };
}
