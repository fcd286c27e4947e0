using System.Text;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Tests.Simulation.Gates;
using Checkpoint.Tests.Simulation.Storage;

namespace Checkpoint.Tests.Simulation.Auditing;

/// <summary>The database of a world that has come to rest, against the truth of each gate.</summary>
internal static class WorldAudit
{
    /// <summary>So few errors have no hundredth part worth a judgement.</summary>
    private const int LeastErrors = 200;

    private const long MostConnectedError = 250_000;

    /// <returns>Errors in the times of records made while connected, microseconds.</returns>
    public static IReadOnlyList<long> Run(SimulatedWorld world)
    {
        var errors = new List<long>();
        foreach (var gate in world.Gates)
        {
            var stored = world.Database.All.Where(record => record.Gate == gate.Id).ToList();
            gate.NoteTime();
            var audit = new RecordsAudit(world, gate.Truth, stored);
            audit.Run();
            errors.AddRange(audit.ConnectedErrors);
            new SummariesAudit(world.Findings, gate, stored).Run();
            Balance(world, gate);
            CheckStatus(world, gate);
        }

        foreach (var escape in world.Loop.Escapes)
            world.Findings.Add(FindingKind.Crashed, null, $"left the simulation's thread: {escape}");
        if (errors.Count >= LeastErrors && errors.Order().ElementAt(errors.Count * 99 / 100) is > MostConnectedError and var error)
            world.Findings.Add(FindingKind.WronglyTimed, null, $"a hundredth of the records made while connected is {error} µs off or more");
        return errors;
    }

    private static void Balance(SimulatedWorld world, SimulatedGate gate)
    {
        var truth = gate.Truth;
        var entries = Ledger.OfGateAsync(
            new DatabaseReader(world.Database), gate.Id, stream => truth.MadeThrough.GetValueOrDefault(stream), CancellationToken.None).Result;

        // What went with a card is for an operator to abandon by name; what is doubled never is right.
        var wrong = entries.Where(entry => truth.HadCardReplaced ? entry.DoubledCount > 0 : !entry.IsBalanced || entry.Pending > 0);
        foreach (var entry in wrong)
        {
            world.Findings.Add(
                FindingKind.Unbalanced,
                gate.Id,
                $"{entry.Stream} through {entry.MadeThrough}: pending {entry.Pending}, missing {string.Join(' ', entry.Missing)}, doubled {entry.DoubledCount}");
        }
    }

    private static void CheckStatus(SimulatedWorld world, SimulatedGate gate)
    {
        if (gate.Run is not { IsConnected: true })
            return;
        var status = world.Broker.Retained.GetValueOrDefault(Topics.Of(gate.Id, TopicLeaf.Status));
        var text = status is null ? "nothing" : Encoding.UTF8.GetString(status);
        if (!text.Contains("\"online\"", StringComparison.Ordinal))
            world.Findings.Add(FindingKind.StatusWrong, gate.Id, $"online, and the broker keeps {text}");
    }
}
