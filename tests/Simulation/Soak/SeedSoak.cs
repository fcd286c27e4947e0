using System.CommandLine;
using Checkpoint.Tests.Simulation.Plans;

namespace Checkpoint.Tests.Simulation.Soak;

/// <summary><c>soak --seeds</c>, <c>--replay</c>: simulated worlds.</summary>
internal sealed class SeedSoak : ISoakPart
{
    private const int MostFindingsShown = 50;

    private readonly Option<int> _seeds = CountOption.Create("--seeds", "simulates so many worlds, one for each seed");
    private readonly Option<long> _first = new("--first-seed") { Description = "the first of them", DefaultValueFactory = _ => 1 };
    private readonly Option<long?> _replay = new("--replay") { Description = "simulates the world of this seed; if something is wrong, finds what little of it suffices", HelpName = "SEED" };
    private readonly Option<bool> _trace = new("--trace") { Description = "with --replay: tells all that happens" };

    private readonly Option<bool> _month = new("--month") { Description = "simulates a gate that is offline for thirty days at 1,500 people a day, without a clock" };

    public IReadOnlyList<Option> Options => [_seeds, _first, _replay, _trace, _month];

    public bool IsWanted(ParseResult parsed) =>
        parsed.GetValue(_seeds) > 0 || parsed.GetValue(_replay) is not null || parsed.GetValue(_month);

    public Task<bool> RunAsync(ParseResult parsed, string results, CancellationToken stop)
    {
        var isWell = true;
        if (parsed.GetValue(_replay) is { } seed)
            isWell &= Replay(seed, parsed.GetValue(_trace));
        if (parsed.GetValue(_month))
        {
            var month = Simulation.Run(MonthPlan.Create());
            Show(month);
            isWell &= month.IsWell;
        }

        if (parsed.GetValue(_seeds) is > 0 and var seeds)
        {
            var result = new SeedCampaign(parsed.GetValue(_first), seeds, Console.Out, stop).Run();
            result.Save(results);
            isWell &= result.Findings == 0;
        }

        return Task.FromResult(isWell);
    }

    private static bool Replay(long seed, bool isTraced)
    {
        var plan = PlanMaker.FromSeed(seed);
        Console.WriteLine(plan);
        var result = Simulation.Run(plan, new SimulationOptions { Trace = isTraced ? Console.WriteLine : null });
        Show(result);
        if (!result.IsWell && !isTraced)
            Show(Shrinker.Shrink(result));
        return result.IsWell;
    }

    private static void Show(SimulationResult result)
    {
        Console.WriteLine($"{result.Made} records made, {result.Stored} stored, {result.Events} events, trace {result.TraceHash:x16}, {result.FindingCount} findings");
        foreach (var finding in result.Findings.Take(MostFindingsShown))
            Console.WriteLine($"  {finding}");
    }

    private static void Show(ShrunkenFinding shrunken)
    {
        Console.WriteLine($"after {shrunken.Runs} runs, this is enough for it:");
        Console.WriteLine(shrunken.Result.Plan);
        Show(shrunken.Result);
    }
}
