using Checkpoint.Tests.Simulation.Gates;
using Checkpoint.Tests.Simulation.Plans;
using Checkpoint.Tests.Simulation.Storage;

namespace Checkpoint.Tests.Simulation;

/// <summary>Does to the world what a plan says, and undoes it.</summary>
internal static class FaultDriver
{
    private const long Second = 1_000_000;

    /// <summary>Longer than anything may still be under way: an old card that comes back at once is not what happens.</summary>
    private const long WithoutCard = 300 * Second;

    /// <summary>At least the last moment of a run is without faults.</summary>
    public static void Plan(SimulatedWorld world, Fault fault)
    {
        var last = (long)world.Plan.Duration.TotalMicroseconds;
        var from = Math.Min((long)fault.From.TotalMicroseconds, last - 1);
        var to = Math.Clamp(from + (long)fault.Duration.TotalMicroseconds, from + 1, last);
        world.Loop.Schedule(null, from, () =>
        {
            world.Loop.Tell($"FAULT {fault}");
            var end = Begin(world, fault, to - from);
            if (end is null)
                return;
            world.Loop.Schedule(null, to, () =>
            {
                world.Loop.Tell($"MENDED {fault}");
                end();
            });
        });
    }

    /// <returns>What mends it; null for what mends itself.</returns>
    private static Action? Begin(SimulatedWorld world, Fault fault, long length)
    {
        if (fault.IsOfGate)
            return BeginAtGate(world, world.GateOf(fault), fault, length);
        var ingest = world.Ingests[fault.Target % world.Ingests.Count];
        var broker = world.Broker;
        switch (fault.Kind)
        {
            case FaultKind.IngestKilled:
                ingest.Kill();
                return ingest.Revive;
            case FaultKind.IngestCut:
                ingest.Link.Cut(true, true);
                return () => ingest.Link.Mend(true, true);
            case FaultKind.IngestHalfOpen:
                ingest.Link.Forget();
                return null;
            case FaultKind.BrokerDown:
                broker.GoDown(keepsRetained: fault.Size is > 0.25 and < 0.75, silently: fault.Size > 0.5);
                return broker.ComeUp;
            case FaultKind.MessagesDoubled:
                broker.Duplicates = fault.Size;
                return () => broker.Duplicates = 0;
            case FaultKind.BrokerSlow:
                SlowAnswers(world);
                broker.MostQueueing = (long)(fault.Size * 20 * Second);
                return () => broker.MostQueueing = 5_000;
            default:
                if (fault.Kind == FaultKind.StoreSlow)
                    SlowAnswers(world);
                world.Database.Trouble = TroubleOf(fault.Kind);
                return () => world.Database.Trouble = StoreTrouble.None;
        }
    }

    /// <summary>No welcome comes before the broker has passed it on, and the database has told what it has.</summary>
    private static void SlowAnswers(SimulatedWorld world)
    {
        foreach (var gate in world.Gates)
            gate.WasAnsweredSlowly = true;
    }

    private static StoreTrouble TroubleOf(FaultKind kind) => kind switch
    {
        FaultKind.StoreDown => StoreTrouble.Down,
        FaultKind.StoreRefuses => StoreTrouble.Refuses,
        FaultKind.StoreAppliesThenFails => StoreTrouble.AppliesThenFails,
        FaultKind.StoreSilent => StoreTrouble.Silent,
        FaultKind.StorePartial => StoreTrouble.Partial,
        FaultKind.StoreSlow => StoreTrouble.Slow,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no trouble of the database"),
    };

    private static Action? BeginAtGate(SimulatedWorld world, SimulatedGate gate, Fault fault, long length)
    {
        switch (fault.Kind)
        {
            case FaultKind.GatewayKilled:
                gate.KillProgram(length);
                return null;
            case FaultKind.GatewayStopped:
                gate.StopProgram(length);
                return null;
            case FaultKind.PowerCut:
                return CutPower(gate, fault.Size);
            case FaultKind.LinkCut or FaultKind.LinkCutUp or FaultKind.LinkCutDown:
                var (up, down) = (fault.Kind != FaultKind.LinkCutDown, fault.Kind != FaultKind.LinkCutUp);
                gate.Link.Cut(up, down);
                return () => gate.Link.Mend(up, down);
            case FaultKind.LinkHalfOpen:
                gate.Link.Forget();
                return null;
            case FaultKind.GateUnknown:
                world.Registry.Hide(gate.Id);
                world.RegistryChanged();
                return () =>
                {
                    world.Registry.Show(gate.Id);
                    world.RegistryChanged();
                };
            case FaultKind.CardRestored:
                return RestoreCard(world, gate);
            case FaultKind.BoardReplaced:
                gate.PowerOff();
                gate.ReplaceBoard();
                world.Loop.After(WithoutCard, gate.PowerOn);
                return null;
            default:
                return BeginOnBoard(world, gate, fault);
        }
    }

    private static Action? BeginOnBoard(SimulatedWorld world, SimulatedGate gate, Fault fault)
    {
        var disk = gate.Disk.Faults;
        switch (fault.Kind)
        {
            case FaultKind.LinkSlow:
                gate.WasAnsweredSlowly = true;
                gate.Link.MostLatency = (long)(fault.Size * 1.5 * Second);
                return () => gate.Link.MostLatency = (long)gate.Plan.RoundTrip.TotalMicroseconds / 2;
            case FaultKind.RepliesDropped:
                gate.Link.DropsDown = fault.Size;
                return () => gate.Link.DropsDown = 0;
            case FaultKind.ClockUnsynchronised:
                return Unsynchronise(gate.Board);
            case FaultKind.ClockStepped:
                gate.Board?.Step((long)((fault.Size - 0.5) * 2 * 86_400 * Second));
                return Unsynchronise(gate.Board);
            case FaultKind.DiskFull:
                disk.CapacityBytes = 1;
                return () => disk.CapacityBytes = long.MaxValue;
            case FaultKind.DiskReadOnly:
                disk.IsReadOnly = true;
                return () => disk.IsReadOnly = false;
            case FaultKind.DiskWritesFail:
                disk.FailsWrites = true;
                return () => disk.FailsWrites = false;
            case FaultKind.DiskSyncsFail:
                disk.FailsSyncs = true;
                return () => disk.FailsSyncs = false;
            case FaultKind.DiskSlow:
                gate.SlowestTurn = (long)(fault.Size * 4 * Second);
                return () => gate.SlowestTurn = 4_000;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "no fault of a gate");
        }
    }

    private static Action? CutPower(SimulatedGate gate, double size)
    {
        switch (size)
        {
            case < 0.4:
                gate.PowerOff();
                return gate.PowerOn;
            case < 0.7:
                gate.ArmPowerCut();
                return null;
            default:
                gate.Disk.Faults.ChangesLeft = 1 + (long)((size - 0.7) * 200);
                return null;
        }
    }

    /// <summary>Cards are copied while they are out of the board.</summary>
    private static Action RestoreCard(SimulatedWorld world, SimulatedGate gate)
    {
        gate.PowerOff();
        var (image, boots) = (gate.Disk.Snapshot(), gate.Truth.BootsOfCard);
        gate.PowerOn();
        return () =>
        {
            gate.PowerOff();
            gate.ReplaceCard(image, boots);
            world.Loop.After(WithoutCard, gate.PowerOn);
        };
    }

    private static Action? Unsynchronise(SimulatedBoard? board)
    {
        board?.Unsynchronise();
        return board is null ? null : board.AllowSynchronising;
    }
}
