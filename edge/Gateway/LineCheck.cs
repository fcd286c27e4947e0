using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway;

/// <summary>Whether the chip has the lines that are wired, and has them free. Pure: before any line is taken.</summary>
public static class LineCheck
{
    /// <summary>As which a gateway takes its lines.</summary>
    public const string Consumer = "checkpoint-gateway";

    /// <param name="section">The options' place in the configuration.</param>
    /// <returns>A fault for each line that can't be taken, by the key that names it.</returns>
    public static IReadOnlyList<OptionFault> Check(LineOptions options, GpioDescription chip, string section)
    {
        var faults = new OptionFaults(section);
        foreach (var (name, offset) in Wired(options))
        {
            if (offset < 0 || offset >= chip.Lines.Count)
                faults.Require(false, name, $"line {offset} does not exist: {chip.Name} has lines 0 to {chip.Lines.Count - 1}");
            else if (chip.Lines[offset] is { IsUsed: true } line)
                faults.Require(false, name, $"line {offset} is in use by {Owner(line)}");
        }

        return faults.All;
    }

    /// <summary>Every line that is fitted, by its key.</summary>
    public static IEnumerable<(string Name, int Offset)> Wired(LineOptions options) =>
    [
        .. options.Inputs().Where(input => input.Wiring.IsFitted).Select(input => ($"{input.Role}:Line", input.Wiring.Line)),
        .. options.Outputs().Where(output => output.Line != LineWiring.NotFitted).Select(output => ($"{output.Signal}Line", output.Line)),
    ];

    private static string Owner(GpioLine line) => line.Consumer.Length > 0 ? $"'{line.Consumer}'" : "somebody who gives no name";
}
