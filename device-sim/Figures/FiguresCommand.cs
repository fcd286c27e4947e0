using System.CommandLine;
using System.Globalization;

namespace Checkpoint.DeviceSim.Figures;

/// <summary><c>checkpoint-sim figures screening</c>: how well the gate's screening does, as a page and a plot.</summary>
internal static class FiguresCommand
{
    private const int MaxSeeds = 1000;
    private const int MaxPeople = 100_000;

    private const int ExitSuccess = 0;

    /// <summary>EX_IOERR of sysexits.h.</summary>
    private const int ExitInputOutput = 74;

    private static readonly Option<int> Seeds = Numeric("--seeds", "how many gates and days of each circumstance", 20, MaxSeeds);
    private static readonly Option<int> People = Numeric("--people", "people a day, half of them feverish", 500, MaxPeople);

    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "the page; its plot goes beside it as .svg",
        HelpName = "FILE.md",
        DefaultValueFactory = _ => new FileInfo(Path.Combine("docs", "screening.md")),
        CustomParser = result =>
        {
            var file = result.Tokens[0].Value;
            if (Path.GetExtension(file) == ".md")
                return new FileInfo(file);
            result.AddError($"--out takes a file that ends in .md, not '{file}'");
            return null;
        },
    };

    public static Command Create()
    {
        var screening = new Command(
            "screening", "sensitivity, specificity, retries and seconds a person by temperature outside, site and model, in virtual time")
        {
            Seeds, People, Out,
        };
        screening.SetAction(Run);
        return new Command("figures", "figures for the documentation, from simulated people") { screening };
    }

    private static int Run(ParseResult parsed)
    {
        var (page, study) = (parsed.GetRequiredValue(Out), new ScreeningStudy(parsed.GetValue(Seeds), parsed.GetValue(People)));
        var plot = new FileInfo(Path.ChangeExtension(page.FullName, ".svg"));
        try
        {
            Directory.CreateDirectory(page.DirectoryName!);
            var tallies = study.Run(ScreeningCell.All);
            File.WriteAllText(plot.FullName, new ScreeningPlot(tallies).Draw());
            File.WriteAllText(page.FullName, new ScreeningPage(study, tallies).Write(plot.Name));
            Console.WriteLine($"{page.FullName}\n{plot.FullName}");
            return ExitSuccess;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"checkpoint-sim: {fault.Message}");
            return ExitInputOutput;
        }
    }

    private static Option<int> Numeric(string name, string description, int standard, int most) => new(name)
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
}
