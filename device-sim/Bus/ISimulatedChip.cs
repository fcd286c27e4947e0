namespace Checkpoint.DeviceSim.Bus;

/// <summary>A chip on the simulated bus, as the wire shows it.</summary>
public interface ISimulatedChip
{
    /// <summary>The bytes that follow the repeated start.</summary>
    /// <param name="address">7 bits; the chip's, as its packet error code counts it in.</param>
    /// <returns>False when the chip does not acknowledge the command.</returns>
    bool Read(byte address, byte command, Span<byte> response);

    /// <param name="data">All that follows the address byte.</param>
    /// <returns>False when the chip does not acknowledge the command, or the last byte.</returns>
    bool Write(byte address, ReadOnlySpan<byte> data);
}
