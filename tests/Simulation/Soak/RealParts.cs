using System.CommandLine;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Reliability;
using Checkpoint.DeviceSim.Scenarios.Soak;

namespace Checkpoint.Tests.Simulation.Soak;

/// <summary>Campaigns on real processes, a real kernel and a real network stack.</summary>
internal sealed class RealParts : ISoakPart
{
    private readonly Option<int> _kill = CountOption.Create("--kill", "kills so many times (SIGKILL) a gate, the broker, the cloud, InfluxDB or two of them");
    private readonly Option<int> _powerCuts = CountOption.Create("--power-cuts", "cuts the power of a virtual machine with gates, broker, cloud and store so many times");
    private readonly Option<int> _network = CountOption.Create("--network", "breaks the network between gates and broker so many times: slow, far, silent one way or both, cut");
    private readonly Option<int> _seed = CountOption.Create("--seed", "decides what is broken when, by --kill, --power-cuts and --network", standard: 1);

    public IReadOnlyList<Option> Options => [_kill, _powerCuts, _network, _seed];

    public bool IsWanted(ParseResult parsed) => new[] { _kill, _powerCuts, _network }.Any(option => parsed.GetValue(option) > 0);

    public async Task<bool> RunAsync(ParseResult parsed, string results, CancellationToken stop)
    {
        var (areClean, seed) = (true, parsed.GetValue(_seed));
        if (parsed.GetValue(_kill) is > 0 and var kills)
            areClean &= Finish(await new KillSoak(kills, seed, Console.Out).RunAsync(stop), results);
        if (parsed.GetValue(_powerCuts) is > 0 and var cuts)
            areClean &= Finish(await new PowerCutSoak(cuts, seed, Board, Console.Out).RunAsync(stop), results);
        if (parsed.GetValue(_network) is > 0 and var faults)
            areClean &= Finish(await new NetworkSoak(faults, seed, Console.Out).RunAsync(stop), results);
        return areClean;
    }

    private static VirtualBoard Board => new(Path.Combine(AppContext.BaseDirectory, "Board", "board"));

    private static bool Finish(CampaignResult result, string results)
    {
        result.Save(results);
        Console.WriteLine(
            $"{result.Fault}: {result.Trials} {result.TrialsAre}, {result.Made} records made, {result.Stored} stored, {result.Lost} lost, "
            + $"{result.Doubled} doubled, {result.WronglyTimed} wrongly timed, {result.OtherFindings} other findings, {result.Hours * 60:0.0} min");
        return result.Findings == 0;
    }
}
