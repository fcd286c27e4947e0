namespace Checkpoint.DeviceSim.Bus;

/// <summary>What can go wrong in a transaction; each looks to the driver as the real one would.</summary>
public enum BusFaultKind
{
    Nack = 1,

    /// <summary>One bit of the answer turned over on the wire.</summary>
    BadPec = 2,

    /// <summary>The chip sets its error bit and sends a valid code with it.</summary>
    ErrorFlag = 3,

    /// <summary>SDA held high: FF FF FF.</summary>
    StuckHigh = 4,

    /// <summary>SDA held low: 00 00 00.</summary>
    StuckLow = 5,
    TimedOut = 6,
}
