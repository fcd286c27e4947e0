namespace Checkpoint.Gateway.Sensors;

/// <summary>How far the writing of a cell came.</summary>
/// <param name="Step">The step that failed; <see cref="EepromStep.Done"/> or <see cref="EepromStep.AlreadyThere"/> if none did.</param>
/// <param name="Failure">Why the bus did not do it; none where the chip itself did not.</param>
/// <param name="Before">The word found at first; null if it could not be read.</param>
/// <param name="Now">The word read last; null if the cell could not be read after it was touched.</param>
public readonly record struct EepromOutcome(EepromStep Step, SensorFailure Failure, ushort? Before, ushort? Now)
{
    /// <summary>The cell holds what was wanted.</summary>
    public bool IsWritten => Step is EepromStep.Done or EepromStep.AlreadyThere;
}

/// <summary>The steps of writing one cell, in their order.</summary>
public enum EepromStep
{
    /// <summary>Read what is there. Nothing has been written.</summary>
    Read = 1,

    /// <summary>0000 was not acknowledged.</summary>
    Erase = 2,

    /// <summary>0000 was acknowledged, but is not what the cell reads.</summary>
    CheckErased = 3,

    /// <summary>The value was not acknowledged; the cell is left erased.</summary>
    Write = 4,

    /// <summary>The value was acknowledged, but is not what the cell reads.</summary>
    CheckWritten = 5,

    Done = 6,

    /// <summary>The cell held it before: nothing was written.</summary>
    AlreadyThere = 7,
}
