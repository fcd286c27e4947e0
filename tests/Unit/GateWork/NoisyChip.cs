using Checkpoint.DeviceSim.Bus;

namespace Checkpoint.Tests.Unit.GateWork;

/// <summary>A chip whose object word moves by its last digit from reading to reading, as a living one's does: once in three,
/// so that a median of three still gives the word that was set.</summary>
internal static class NoisyChip
{
    public static SimulatedMlx90614 Create()
    {
        var readings = 0;
        return new SimulatedMlx90614(
            (command, word) => command == SimulatedMlx90614.Object1 ? (ushort)(word + (readings++ % 3 == 0 ? 1 : 0)) : word);
    }
}
