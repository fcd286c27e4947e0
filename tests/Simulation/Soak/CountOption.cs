using System.CommandLine;
using System.Globalization;

namespace Checkpoint.Tests.Simulation.Soak;

/// <summary>Options that take a number.</summary>
internal static class CountOption
{
    private const int Most = 1_000_000;

    /// <summary>1 to a million; 0 when it is not given.</summary>
    public static Option<int> Create(string name, string description, int standard = 0) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Most)
                return value;
            result.AddError($"{name} takes 1 to {Most}, not '{text}'");
            return default;
        },
    };
}
