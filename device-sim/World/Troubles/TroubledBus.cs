using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.World.Troubles;

/// <summary>The gate's bus with the troubles of its wires, at the time of each transaction.</summary>
public sealed class TroubledBus(SimulatedSmBus bus, TroublePlan troubles, TimeProvider clock, Random random) : ISmBus
{
    public BusAnswer Read(byte address, byte command, Span<byte> response)
    {
        Disturb();
        return bus.Read(address, command, response);
    }

    public BusAnswer Write(byte address, ReadOnlySpan<byte> data)
    {
        Disturb();
        return bus.Write(address, data);
    }

    public void Dispose() => bus.Dispose();

    private void Disturb()
    {
        var now = clock.GetUtcNow();
        if (troubles.At(TroubleKind.BusHigh, now) is not null)
            bus.Inject(BusFaultKind.StuckHigh, 1);
        else if (troubles.At(TroubleKind.BusLow, now) is not null)
            bus.Inject(BusFaultKind.StuckLow, 1);
        else if (Happens(TroubleKind.LooseWire, now))
            bus.Inject(BusFaultKind.Nack, 1);
        else if (Happens(TroubleKind.NoisyCable, now))
            bus.Inject(BusFaultKind.BadPec, 1);
    }

    private bool Happens(TroubleKind kind, DateTimeOffset now) =>
        troubles.At(kind, now) is { } trouble && random.Happens(trouble.Size);
}
