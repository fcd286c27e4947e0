using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.Bus;

internal sealed class SimulatedOutputLines(SimulatedGpio chip, OutputLine[] lines) : IOutputLines
{
    public void Write(ulong active)
    {
        for (var i = 0; i < lines.Length; i++)
            chip.Put(lines[i].Offset, ((active >> i) & 1) != 0 != lines[i].ActiveLow);
    }

    public void Dispose() => chip.Release(lines.Select(line => line.Offset), null);
}
