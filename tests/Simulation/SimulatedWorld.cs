using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Clouds;
using Checkpoint.Tests.Simulation.Gates;
using Checkpoint.Tests.Simulation.Network;
using Checkpoint.Tests.Simulation.Plans;
using Checkpoint.Tests.Simulation.Scheduling;
using Checkpoint.Tests.Simulation.Storage;

namespace Checkpoint.Tests.Simulation;

/// <summary>Gates, broker, ingests and database of one run, in one thread and one virtual time.</summary>
internal sealed class SimulatedWorld : IDisposable
{
    private int _processes;

    public SimulatedWorld(SimulationPlan plan, SimulationOptions options)
    {
        Plan = plan;
        Epoch = (plan.Begin - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        Loop = new EventLoop(Seeds.Of(plan.Seed, 30)) { Trace = options.Trace, Crashed = Crashed };
        Findings = new FindingList(Loop);
        Watch = new WireWatch(Loop, Findings);
        Broker = new SimulatedBroker(Loop, Seeds.Random(plan.Seed, 31));
        Database = new SimulatedDatabase(Loop, Seeds.Random(plan.Seed, 32), Findings);
        Gates = [.. plan.Gates.Select(gate => new SimulatedGate(this, gate))];
        Registry = new SimulatedRegistry(Gates.Select(gate => gate.Id));
        Ingests = [.. Enumerable.Range(0, plan.Ingests).Select(number => new SimulatedIngest(this, number))];
    }

    public SimulationPlan Plan { get; }

    /// <summary>Microseconds since 1970 UTC when virtual time began.</summary>
    public long Epoch { get; }

    public EventLoop Loop { get; }

    public FindingList Findings { get; }

    public WireWatch Watch { get; }

    public SimulatedBroker Broker { get; }

    public SimulatedDatabase Database { get; }

    public SimulatedRegistry Registry { get; }

    public IReadOnlyList<SimulatedGate> Gates { get; }

    public IReadOnlyList<SimulatedIngest> Ingests { get; }

    /// <summary>At which a fault is.</summary>
    public SimulatedGate GateOf(Fault fault) => Gates[fault.Target % Gates.Count];

    public SimulatedProcess NewProcess(string program) => new(Loop, $"{program}#{++_processes}", _processes);

    public void Begin()
    {
        foreach (var ingest in Ingests)
            ingest.Start();
        foreach (var gate in Gates)
            gate.Begin();
        foreach (var fault in Plan.Faults)
            FaultDriver.Plan(this, fault);
    }

    /// <summary>Whoever runs looks at the registry again.</summary>
    public void RegistryChanged()
    {
        foreach (var ingest in Ingests)
            ingest.Reload();
    }

    public void Dispose()
    {
        foreach (var ingest in Ingests)
            ingest.Kill();
        foreach (var gate in Gates)
            gate.Dispose();
        Registry.Dispose();
    }

    private void Crashed(SimulatedProcess? process, Exception fault)
    {
        if (process is null)
            throw new InvalidOperationException($"the simulation itself failed: {fault.Message}", fault);
        Findings.Add(FindingKind.Crashed, null, $"{process.Name}: {fault}");
    }
}
