using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Doctor;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Sensors.Linux;

namespace Checkpoint.Gateway.Commands;

/// <summary><c>checkpoint-gateway sensor</c>: which thermometer it is, and the two of its cells that may be written.</summary>
internal static class SensorCommand
{
    public static Command Create() => new(
        "sensor",
        "Shows which thermometer is fitted, or writes its emissivity or address. "
        + "Exit codes: 0 done, 64 usage, 69 the sensor or its bus, 75 a gateway runs, 78 configuration.")
    {
        CreateShow(), CreateEmissivity(), CreateAddress(),
    };

    private static Command CreateShow()
    {
        var config = ConfiguredCommand.ConfigOption();
        var command = new Command("show", "Id, emissivity, configuration and address; writes nothing.") { config };
        command.SetBody(config, (options, parsed, _) => On(options, parsed, bench => bench.Show()));
        return command;
    }

    private static Command CreateEmissivity()
    {
        var (config, write) = (ConfiguredCommand.ConfigOption(), WriteOption());
        var value = new Argument<double>("value")
        {
            Description = $"{Text(Mlx90614Eeprom.LeastEmissivity)} to {Text(Mlx90614Eeprom.MostEmissivity)}; 1 as delivered",
            CustomParser = result => Parse(
                result,
                double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
                number => number is >= Mlx90614Eeprom.LeastEmissivity and <= Mlx90614Eeprom.MostEmissivity,
                $"an emissivity of {Text(Mlx90614Eeprom.LeastEmissivity)} to {Text(Mlx90614Eeprom.MostEmissivity)}"),
        };
        var command = new Command("emissivity", "The chip's own emissivity. Skin's is better set in Screening:Emissivity.") { value, config, write };
        command.SetBody(config, (options, parsed, _) => On(
            options, parsed, bench => bench.WriteEmissivity(parsed.GetRequiredValue(value), parsed.GetValue(write))));
        return command;
    }

    private static Command CreateAddress()
    {
        var (config, write) = (ConfiguredCommand.ConfigOption(), WriteOption());
        var value = new Argument<int>("value")
        {
            Description = $"0x{Mlx90614Eeprom.LeastAddress:x2} to 0x{Mlx90614Eeprom.MostAddress:x2}; 0x5a as delivered",
            CustomParser = result => Parse(
                result,
                ParseAddress(result.Tokens[0].Value),
                number => number is >= Mlx90614Eeprom.LeastAddress and <= Mlx90614Eeprom.MostAddress,
                $"an address of 0x{Mlx90614Eeprom.LeastAddress:x2} to 0x{Mlx90614Eeprom.MostAddress:x2}"),
        };
        var command = new Command("address", "The chip's address on its bus, from its next power-up on.") { value, config, write };
        command.SetBody(config, (options, parsed, _) => On(
            options, parsed, bench => bench.WriteAddress(parsed.GetRequiredValue(value), parsed.GetValue(write))));
        return command;
    }

    private static Option<bool> WriteOption() => new("--write") { Description = "really write; without it only says what would be done" };

    private static TValue Parse<TValue>(ArgumentResult result, TValue value, Func<TValue, bool> isRight, string what)
    {
        if (!isRight(value))
            result.AddError($"'{result.Tokens[0].Value}' is not {what}");
        return value;
    }

    private static int ParseAddress(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return int.TryParse(
            isHex ? text.AsSpan(2) : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : -1;
    }

    private static string Text(double value) => value.ToString("0.0##", CultureInfo.InvariantCulture);

    private static async Task<int> On(GatewayOptions options, ParseResult parsed, Func<SensorBench, int> work)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            using var bus = new LinuxSmBus(options.Sensor.BusPath);
            return work(new SensorBench(options, bus, Patient.IsAtWork(options.Outbox.Folder), output, Thread.Sleep));
        }
        catch (LineUnavailableException fault)
        {
            await error.WriteLineAsync($"checkpoint-gateway: {fault.Message}");
            return ExitCode.Unavailable;
        }
    }
}
