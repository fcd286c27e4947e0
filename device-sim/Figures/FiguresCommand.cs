using System.CommandLine;
using Checkpoint.DeviceSim.Figures.EarlyWarning;

namespace Checkpoint.DeviceSim.Figures;

/// <summary><c>checkpoint-sim figures</c>: studies of simulated people, each as a page and plots.</summary>
internal static class FiguresCommand
{
    private const int MaxSeeds = 1000;
    private const int MaxPeople = 100_000;

    private const int ExitSuccess = 0;

    /// <summary>EX_IOERR of sysexits.h.</summary>
    private const int ExitInputOutput = 74;

    public static Command Create() =>
        new("figures", "figures for the documentation, from simulated people") { Screening(), EarlyWarning() };

    private static Command Screening()
    {
        var seeds = FiguresOptions.Count("--seeds", "how many gates and days of each circumstance", 20, MaxSeeds);
        var people = FiguresOptions.Count("--people", "people a day, half of them feverish", 500, MaxPeople);
        var page = FiguresOptions.Page("screening.md");
        var command = new Command(
            "screening", "sensitivity, specificity, retries and seconds a person by temperature outside, site and model, in virtual time")
        {
            seeds, people, page,
        };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(page), name =>
        {
            var study = new ScreeningStudy(parsed.GetValue(seeds), parsed.GetValue(people));
            var tallies = study.Run(ScreeningCell.All);
            return [(".md", new ScreeningPage(study, tallies).Write($"{name}.svg")), (".svg", new ScreeningPlot(tallies).Draw())];
        }));
        return command;
    }

    private static Command EarlyWarning()
    {
        var seeds = FiguresOptions.Count("--seeds", "how many outbreaks of each size in communities of each size", 200, MaxSeeds);
        var years = FiguresOptions.Count("--years", "how many years of a district without an outbreak", 10, MaxSeeds);
        var page = FiguresOptions.Page("early-warning.md");
        var command = new Command(
            "early-warning", "false warnings a year and days until an outbreak is noticed, by method, size of community and of outbreak")
        {
            seeds, years, page,
        };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(page), name =>
        {
            var study = new EarlyWarningStudy(parsed.GetValue(seeds), parsed.GetValue(years));
            var figures = study.Run(new FeverRates());
            return
            [
                (".md", new EarlyWarningPage(study, figures).Write($"{name}.svg", $"{name}-days.svg")),
                (".svg", new MethodPlot(figures).Draw()),
                ("-days.svg", new DelayPlot(figures).Draw()),
            ];
        }));
        return command;
    }

    /// <param name="make">What is written, by the ending that follows the name of the page.</param>
    private static int Write(FileInfo page, Func<string, IReadOnlyList<(string Ending, string Text)>> make)
    {
        try
        {
            Directory.CreateDirectory(page.DirectoryName!);
            var name = Path.GetFileNameWithoutExtension(page.Name);
            foreach (var (ending, text) in make(name))
            {
                var file = Path.Combine(page.DirectoryName!, name + ending);
                File.WriteAllText(file, text);
                Console.WriteLine(file);
            }

            return ExitSuccess;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"checkpoint-sim: {fault.Message}");
            return ExitInputOutput;
        }
    }
}
