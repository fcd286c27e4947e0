using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Checkpoint.Gateway.Calibrations;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Sensors.Linux;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Commands;

/// <summary><c>checkpoint-gateway calibrate</c>: guides a technician through comparing the thermometer with references.</summary>
internal static class CalibrateCommand
{
    private const double LeastEmissivity = 0.9;

    private static readonly double[] UsualReferencesC = [35, 37, 39];

    public static Command Create()
    {
        var config = ConfiguredCommand.ConfigOption();
        var who = OperatorOptions.Operator("Who calibrates.", CalibrationLimits.MostOperatorBytes);
        who.Required = true;
        var method = new Option<CalibrationMethod>("--method")
        {
            Description = "What the thermometer is compared with.", HelpName = "blackbody|contact", Required = true,
        };
        var references = ReferenceOption();
        var emissivity = EmissivityOption();
        var newSensor = new Option<bool>("--new-sensor") { Description = "The sensor was replaced: the calibration of the one before gives way." };
        var yes = new Option<bool>("--yes") { Description = "Saves without a last question." };
        var command = new Command(
            "calibrate",
            "Compares the thermometer with references, shows what is left over, and saves its correction beside the outbox. "
            + "Exit codes: 0 saved, 3 refused and nothing saved, 64 usage, 69 the bus, 74 not written, 75 a gateway screens people, 78 configuration.")
        {
            config, who, method, references, emissivity, newSensor, yes,
        };
        command.SetBody(config, (options, parsed, _) => Task.FromResult(Run(
            options,
            new CalibrationRequest(
                parsed.GetRequiredValue(who),
                parsed.GetValue(method),
                parsed.GetValue(references)!,
                parsed.GetValue(emissivity) ?? UsualEmissivity(options, parsed.GetValue(method)),
                parsed.GetValue(newSensor),
                parsed.GetValue(yes)),
            parsed.InvocationConfiguration)));
        return command;
    }

    /// <summary>Runs a session with a bus that is open; says on stderr why nothing was saved.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    internal static int Run(
        GatewayOptions options, CalibrationRequest request, ISmBus bus, IBoardClock clock, Action<TimeSpan> wait, CalibrationDialogue dialogue, TextWriter error)
    {
        var thermometer = new Mlx90614(bus, options.Sensor);
        var session = new CalibrationSession(
            options,
            request,
            thermometer,
            new ReferenceMeter(thermometer, options.Screening, clock, wait),
            dialogue,
            () => DateTimeOffset.UtcNow,
            isClockTrusted: new LinuxWallClock(clock).Read() is not null);
        try
        {
            session.Run();
            return ExitCode.Ok;
        }
        catch (CalibrationRefusedException refused)
        {
            error.WriteLine($"checkpoint-gateway: {refused.Message}. Nothing was saved.");
            return refused.IsBusy ? ExitCode.Busy : ExitCode.Refused;
        }
    }

    private static int Run(GatewayOptions options, CalibrationRequest request, InvocationConfiguration io)
    {
        try
        {
            using var bus = new LinuxSmBus(options.Sensor.BusPath);
            return Run(options, request, bus, new LinuxBoardClock(), Thread.Sleep, new CalibrationDialogue(Console.In, io.Output), io.Error);
        }
        catch (LineUnavailableException fault)
        {
            io.Error.WriteLine($"checkpoint-gateway: {fault.Message}");
            return ExitCode.Unavailable;
        }
    }

    /// <summary>A blackbody is one until its papers say otherwise; what a contact thermometer is held to is skin.</summary>
    private static double UsualEmissivity(GatewayOptions options, CalibrationMethod method) =>
        method == CalibrationMethod.Blackbody ? 1 : options.Screening.Emissivity;

    private static Option<double[]> ReferenceOption() => new("--reference")
    {
        Description = "Temperatures of the references, °C; three or more that lie apart give a gain too.",
        HelpName = "35,37,39",
        DefaultValueFactory = _ => UsualReferencesC,
        CustomParser = ParseReferences,
    };

    private static double[]? ParseReferences(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var parts = text.Split(',');
        var values = parts.Select(part => Number(part) ?? double.NaN).ToArray();
        if (values.Length > CalibrationLimits.MostPoints)
            result.AddError($"--reference {text}: {values.Length} temperatures, more than {CalibrationLimits.MostPoints}");
        else if (!values.All(value => value is >= CalibrationLimits.LeastReferenceC and <= CalibrationLimits.MostReferenceC))
            result.AddError($"--reference {text}: not all are temperatures of {CalibrationLimits.LeastReferenceC} to {CalibrationLimits.MostReferenceC} °C, such as 35,37,39");
        else if (values.Distinct().Count() < values.Length)
            result.AddError($"--reference {text}: one stands there twice");
        return values;
    }

    private static Option<double?> EmissivityOption() => new("--target-emissivity")
    {
        Description = "Of the reference's surface; 1 for a blackbody and Screening:Emissivity for a contact thermometer if left out.",
        HelpName = "0.9 to 1",
        CustomParser = result =>
        {
            var value = Number(result.Tokens[0].Value);
            if (value is not (>= LeastEmissivity and <= 1))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--target-emissivity {result.Tokens[0].Value}: not {LeastEmissivity} to 1"));
            return value;
        },
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
}
