using System.CommandLine;
using System.Globalization;

namespace Checkpoint.DeviceSim.Figures;

/// <summary>Options that the figures' commands have in common.</summary>
internal static class FiguresOptions
{
    public static Option<int> Count(string name, string description, int standard, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var isCount = int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
            if (isCount && value >= 1 && value <= most)
                return value;
            result.AddError($"{name} takes 1 to {most}, not '{result.Tokens[0].Value}'");
            return default;
        },
    };

    /// <param name="name">Of the page, in the folder of documentation.</param>
    public static Option<FileInfo> Page(string name) => new("--out")
    {
        Description = "the page; what is drawn goes beside it as .svg",
        HelpName = "FILE.md",
        DefaultValueFactory = _ => new FileInfo(Path.Combine("docs", name)),
        CustomParser = result =>
        {
            var file = result.Tokens[0].Value;
            if (Path.GetExtension(file) == ".md")
                return new FileInfo(file);
            result.AddError($"--out takes a file that ends in .md, not '{file}'");
            return null;
        },
    };
}
