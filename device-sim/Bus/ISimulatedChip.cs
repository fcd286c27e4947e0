namespace Checkpoint.DeviceSim.Bus;

/// <summary>A chip on the simulated bus, as its registers are.</summary>
public interface ISimulatedChip
{
    /// <summary>The word that a command reads; null when the chip does not acknowledge the command.</summary>
    ushort? ReadWord(byte command);
}
