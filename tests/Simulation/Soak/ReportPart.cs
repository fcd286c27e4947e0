using System.CommandLine;
using Checkpoint.DeviceSim.Scenarios.Reliability;
using Checkpoint.Tests.Simulation.Mutations;

namespace Checkpoint.Tests.Simulation.Soak;

/// <summary><c>soak --report</c>: all results that there are, as a page.</summary>
internal sealed class ReportPart : ISoakPart
{
    private readonly Option<bool> _report = new("--report") { Description = "writes the page from all results that are there" };

    private readonly Option<string> _out = new("--out")
    {
        Description = "the page that --report writes", HelpName = "FILE.md", DefaultValueFactory = _ => "docs/reliability.md",
    };

    public ReportPart() => _out.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && Path.GetExtension(token.Value) != ".md")
            result.AddError($"--out takes a file that ends in .md, not '{token.Value}'");
    });

    public IReadOnlyList<Option> Options => [_report, _out];

    public bool IsWanted(ParseResult parsed) => parsed.GetValue(_report);

    public Task<bool> RunAsync(ParseResult parsed, string results, CancellationToken stop)
    {
        var campaigns = CampaignResult.LoadAll(results);
        if (campaigns.Count == 0)
            throw new InvalidDataException($"no results in {results}: run campaigns first");
        var page = Path.GetFullPath(parsed.GetRequiredValue(_out));
        Directory.CreateDirectory(Path.GetDirectoryName(page)!);
        File.WriteAllText(page, new ReliabilityPage(campaigns, PlantedBugs(results)).Write());
        Console.WriteLine(page);
        return Task.FromResult(true);
    }

    private static string PlantedBugs(string results)
    {
        var table = Path.Combine(results, MutationPart.TableName);
        return File.Exists(table) ? File.ReadAllText(table) : "";
    }
}
