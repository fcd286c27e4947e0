using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Gates;
using Checkpoint.Tests.Simulation.Plans;

namespace Checkpoint.Tests.Simulation;

/// <summary>
/// Gateway and ingest as they are in production, in a world of one thread and one virtual time that a seed makes and breaks.
/// Equal plans give equal runs.
/// </summary>
public static class Simulation
{
    private const long Second = 1_000_000;

    /// <summary>Long enough for a better time, asked for every five minutes, and then for what the summaries have to add, every five.</summary>
    private const long LeastDrain = 700 * Second;

    /// <summary>Beyond it something is stuck: the longest wait of the gate's own is ten minutes, doubled by jitter.</summary>
    private const long MostDrain = 3 * 3600 * Second;

    public static SimulationResult Run(long seed, SimulationOptions? options = null) => Run(PlanMaker.FromSeed(seed), options);

    public static SimulationResult Run(SimulationPlan plan, SimulationOptions? options = null)
    {
        using var world = new SimulatedWorld(plan, options ?? SimulationOptions.Default);
        world.Begin();
        world.Loop.RunUntil((long)plan.Duration.TotalMicroseconds);
        world.Loop.Tell("all is mended");
        Drain(world);
        var errors = WorldAudit.Run(world);
        return new SimulationResult(
            plan,
            world.Findings.All,
            world.Findings.Count,
            world.Loop.TraceHash,
            world.Loop.Events,
            world.Gates.Sum(gate => gate.Truth.Records.LongCount(made => made.Promise == Promise.Kept)),
            world.Database.Count,
            errors);
    }

    private static void Drain(SimulatedWorld world)
    {
        var began = world.Loop.Now;
        while (world.Loop.Now - began < LeastDrain || !world.Gates.All(gate => IsDrained(gate, world.Loop.Now)))
        {
            if (world.Loop.Now - began > MostDrain)
            {
                Complain(world);
                return;
            }

            world.Loop.RunUntil(world.Loop.Now + Second);
        }
    }

    private static bool IsDrained(SimulatedGate gate, long now) =>
        gate.Run is { IsScreening: true, IsConnected: true, Lane.IsIdle: true } run
        && run.Outbox.Depth == 0 && now - run.Began > LeastDrain;

    private static void Complain(SimulatedWorld world)
    {
        foreach (var gate in world.Gates.Where(gate => !IsDrained(gate, world.Loop.Now)))
        {
            world.Findings.Add(
                FindingKind.NotDrained,
                gate.Id,
                gate.Run is { } run ? $"{run.Outbox.Depth} records left, connected: {run.IsConnected}, lane idle: {run.Lane.IsIdle}" : "does not run");
        }
    }
}
