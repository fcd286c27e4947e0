using Checkpoint.Gateway.Sensors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Host;

/// <summary>Looks once at each bus, at the start, and writes down which chips are where: for whoever reads the log later.</summary>
internal sealed class BusReporter(IReadOnlyList<(string Path, ISmBus Bus)> buses, ILogger logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(Report, stoppingToken);

    private static string Describe(BusScan scan) => scan.State switch
    {
        BusState.Working => string.Join(", ", scan.Chips.Select(chip => $"0x{chip.Address:X2} {NameOf(chip.Kind)}")),
        BusState.Silent => "nobody answers",
        BusState.StuckLow => "the data line is held low",
        BusState.StuckHigh => "the data line is held high",
        _ => "no transaction ends",
    };

    private static string NameOf(ChipKind kind) => kind == ChipKind.Unknown ? "an unknown chip" : kind.ToString().ToUpperInvariant();

    private void Report()
    {
        foreach (var (path, bus) in buses)
        {
            var scan = BusProbe.Scan(bus);
            logger.Log(scan.State == BusState.Working ? LogLevel.Information : LogLevel.Error, "{Bus}: {Found}", path, Describe(scan));
        }
    }
}
