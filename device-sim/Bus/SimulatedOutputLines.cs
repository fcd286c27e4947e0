using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.Bus;

internal sealed class SimulatedOutputLines(SimulatedGpio chip, OutputLine[] lines) : IOutputLines
{
    public void Write(ulong active) =>
        chip.Put(lines.Select((line, i) => (line.Offset, ((active >> i) & 1) != 0 != line.ActiveLow)));

    public void Dispose() => chip.Release(lines.Select(line => line.Offset), null);
}
