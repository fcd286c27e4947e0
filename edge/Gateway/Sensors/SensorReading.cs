namespace Checkpoint.Gateway.Sensors;

/// <summary>A temperature, or why there is none.</summary>
/// <param name="CentiC">0.01 °C; of no meaning unless <see cref="IsGood"/>.</param>
/// <param name="Failure">Of the last try.</param>
/// <param name="Tries">How often the chip was asked for it.</param>
public readonly record struct SensorReading(int CentiC, SensorFailure Failure, int Tries = 1)
{
    public bool IsGood => Failure == SensorFailure.None;

    public static SensorReading Good(int centiC) => new(centiC, SensorFailure.None);

    public static SensorReading Bad(SensorFailure failure) => new(0, failure);
}

/// <summary>Why a reading is missing.</summary>
public enum SensorFailure
{
    None = 0,
    Nack = 1,
    PecMismatch = 2,

    /// <summary>The chip answered with its error bit set (datasheet rev 13 §8.7.2).</summary>
    ErrorFlag = 3,

    /// <summary>A word with a valid PEC that no working chip gives for this register.</summary>
    OutOfRange = 4,
    BusTimedOut = 5,
    BusFault = 6,

    /// <summary>Something else answers at this address.</summary>
    WrongChip = 7,

    /// <summary>The chip answers, but with the value it has before it measured anything.</summary>
    NotMeasured = 8,

    /// <summary>Two readings of what does not change by itself were not the same: a wire without error codes is disturbed.</summary>
    Unsteady = 9,
}
