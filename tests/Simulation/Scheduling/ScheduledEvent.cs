namespace Checkpoint.Tests.Simulation.Scheduling;

/// <summary>Something that will happen, unless it is called off or its process dies before.</summary>
internal sealed class ScheduledEvent(SimulatedProcess? process, Action work)
{
    public SimulatedProcess? Process => process;

    public Action Work => work;

    public bool IsCancelled { get; private set; }

    public void Cancel() => IsCancelled = true;
}
