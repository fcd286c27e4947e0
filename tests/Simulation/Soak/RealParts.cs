using System.CommandLine;
using Checkpoint.DeviceSim.Scenarios.Reliability;
using Checkpoint.DeviceSim.Scenarios.Soak;

namespace Checkpoint.Tests.Simulation.Soak;

/// <summary>Campaigns on real processes, a real kernel and a real network stack.</summary>
internal sealed class RealParts : ISoakPart
{
    private readonly Option<int> _kill = CountOption.Create("--kill", "kills so many times (SIGKILL) a gate, the broker, the cloud, InfluxDB or two of them");
    private readonly Option<int> _seed = CountOption.Create("--seed", "decides what is broken when, by --kill, --power-cuts and --network", standard: 1);

    public IReadOnlyList<Option> Options => [_kill, _seed];

    public bool IsWanted(ParseResult parsed) => parsed.GetValue(_kill) > 0;

    public async Task<bool> RunAsync(ParseResult parsed, string results, CancellationToken stop)
    {
        var (areClean, seed) = (true, parsed.GetValue(_seed));
        if (parsed.GetValue(_kill) is > 0 and var kills)
            areClean &= Finish(await new KillSoak(kills, seed, Console.Out).RunAsync(stop), results);
        return areClean;
    }

    private static bool Finish(CampaignResult result, string results)
    {
        result.Save(results);
        Console.WriteLine(
            $"{result.Fault}: {result.Trials} {result.TrialsAre}, {result.Made} records made, {result.Stored} stored, {result.Lost} lost, "
            + $"{result.Doubled} doubled, {result.WronglyTimed} wrongly timed, {result.OtherFindings} other findings, {result.Hours * 60:0.0} min");
        return result.Findings == 0;
    }
}
