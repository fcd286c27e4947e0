namespace Checkpoint.DeviceSim.Bus;

/// <summary>What can go wrong in a transaction; each looks to the driver as the real one would.</summary>
public enum BusFaultKind
{
    Nack = 1,

    /// <summary>One bit of what is sent turned over on the wire: only a chip with packet error codes lets it be seen.</summary>
    BadPec = 2,

    /// <summary>An MLX90614 sets its error bit and sends a valid code with it; other chips have none.</summary>
    ErrorFlag = 3,

    /// <summary>SDA held high: FF FF FF; nothing written is acknowledged.</summary>
    StuckHigh = 4,

    /// <summary>SDA held low: 00 00 00; everything written seems acknowledged.</summary>
    StuckLow = 5,
    TimedOut = 6,
}
