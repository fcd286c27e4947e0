namespace Checkpoint.Gateway.Sensors;

/// <summary>An I²C bus as SMBus devices need it.</summary>
public interface ISmBus : IDisposable
{
    /// <summary>
    /// Writes <paramref name="command"/> and reads <paramref name="response"/> in one transaction with a repeated start:
    /// a stop between the two would let the chip forget which register was asked for.
    /// </summary>
    /// <param name="address">7 bits.</param>
    /// <param name="command">Register or command byte.</param>
    /// <param name="response">Filled entirely when the answer is <see cref="BusAnswer.Ok"/>, of no meaning otherwise.</param>
    BusAnswer Read(byte address, byte command, Span<byte> response);

    /// <summary>Writes in one transaction: command, data, and a packet error code where the chip wants one.</summary>
    /// <param name="address">7 bits.</param>
    /// <returns>
    /// <see cref="BusAnswer.Ok"/> when every byte was acknowledged, which is not to say that the chip did what was asked.
    /// </returns>
    BusAnswer Write(byte address, ReadOnlySpan<byte> data);
}

/// <summary>How a transaction ended.</summary>
public enum BusAnswer
{
    Ok = 0,

    /// <summary>Nobody acknowledged: no chip, a loose wire, or a chip still starting.</summary>
    Nack = 1,

    /// <summary>The bus was held for longer than the adapter waits.</summary>
    TimedOut = 2,

    /// <summary>The adapter itself failed, or lost the bus to another master.</summary>
    Fault = 3,
}
