namespace Checkpoint.Tests.Hardware;

/// <summary>What board_i2c can do wrong, by its own numbers.</summary>
public enum BusFault
{
    None = 0,
    Nack = 1,
    WrongPec = 2,
    StuckHigh = 3,
    StuckLow = 4,
    ErrorFlag = 5,
    Timeout = 6,
}
