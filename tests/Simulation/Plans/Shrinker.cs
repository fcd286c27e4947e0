namespace Checkpoint.Tests.Simulation.Plans;

/// <summary>
/// Takes out of a world whatever its finding does not need: gates, faults, ingests, time, people; one after the other, for as
/// long as anything can go and a finding of the same kind stays.
/// </summary>
public static class Shrinker
{
    private const int MostRuns = 400;

    /// <param name="found">A run with findings.</param>
    public static ShrunkenFinding Shrink(SimulationResult found) => Shrink(found, plan => Simulation.Run(plan));

    internal static ShrunkenFinding Shrink(SimulationResult found, Func<SimulationPlan, SimulationResult> run)
    {
        var kind = found.Findings[0].Kind;
        var (best, runs) = (found, 0);
        for (var goesOn = true; goesOn && runs < MostRuns;)
        {
            goesOn = false;
            foreach (var smaller in Smaller(best.Plan))
            {
                if (runs++ >= MostRuns)
                    break;
                var result = run(smaller);
                if (!result.Findings.Any(finding => finding.Kind == kind))
                    continue;
                (best, goesOn) = (result, true);
                break;
            }
        }

        return new ShrunkenFinding(best, runs);
    }

    /// <summary>What takes out most comes first.</summary>
    private static IEnumerable<SimulationPlan> Smaller(SimulationPlan plan)
    {
        for (var count = plan.Faults.Count; count > 0; count /= 2)
        {
            for (var from = 0; from < plan.Faults.Count; from += count)
                yield return plan with { Faults = [.. plan.Faults.Where((_, i) => i < from || i >= from + count)] };
        }

        for (var gate = 0; plan.Gates.Count > 1 && gate < plan.Gates.Count; gate++)
            yield return Without(plan, gate);
        if (plan.Duration > TimeSpan.FromMinutes(5))
            yield return plan with { Duration = plan.Duration / 2 };
        if (plan.Ingests > 1)
            yield return plan with { Ingests = 1 };
        if (plan.People > 0.02)
            yield return plan with { People = plan.People / 2 };
    }

    private static SimulationPlan Without(SimulationPlan plan, int gate) => plan with
    {
        Gates = [.. plan.Gates.Where((_, i) => i != gate)],
        Faults =
        [
            .. plan.Faults.Where(fault => !fault.IsOfGate || fault.Target != gate)
                .Select(fault => fault.IsOfGate && fault.Target > gate ? fault with { Target = fault.Target - 1 } : fault),
        ],
    };
}

/// <summary>The least that still shows a finding.</summary>
/// <param name="Runs">How many worlds were tried.</param>
public sealed record ShrunkenFinding(SimulationResult Result, int Runs);
