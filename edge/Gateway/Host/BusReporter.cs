using Checkpoint.Gateway.Sensors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Host;

/// <summary>Looks once at each bus, at the start, and writes down which chips are where: for whoever reads the log later.</summary>
/// <param name="buses">The thermometer's first.</param>
internal sealed class BusReporter(IReadOnlyList<(string Path, ISmBus Bus)> buses, SensorOptions thermometer, ILogger logger)
    : BackgroundService
{
    private const int PecReads = 8;

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

    /// <summary>Whether codes come is a question for each part and each wire: the sources contradict each other.</summary>
    private void ReportCodes(ISmBus bus)
    {
        var test = new Mlx90614(bus, thermometer).TestPec(PecReads);
        var address = $"0x{thermometer.Address:X2}";
        switch (test.Verdict)
        {
            case PecVerdict.Valid:
                logger.LogInformation("Thermometer {Address}: its error codes are valid{Checked}", address, thermometer.CheckPec ? "" : ", and not compared");
                break;
            case PecVerdict.NotSent:
                logger.LogError("Thermometer {Address}: sends no error codes{Checked}", address, thermometer.CheckPec ? ", so none of its words is taken" : "");
                break;
            case PecVerdict.Disturbed:
                logger.LogError("Thermometer {Address}: {Wrong} of {Reads} error codes are wrong", address, test.Mismatching, PecReads);
                break;
            default:
                logger.LogError("Thermometer {Address}: does not answer", address);
                break;
        }
    }

    private void Report()
    {
        foreach (var (path, bus) in buses)
        {
            var scan = BusProbe.Scan(bus);
            logger.Log(scan.State == BusState.Working ? LogLevel.Information : LogLevel.Error, "{Bus}: {Found}", path, Describe(scan));
        }

        ReportCodes(buses[0].Bus);
    }
}
