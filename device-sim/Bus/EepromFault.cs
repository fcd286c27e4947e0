namespace Checkpoint.DeviceSim.Bus;

/// <summary>What can go wrong while a cell of EEPROM is written, with every byte acknowledged.</summary>
public enum EepromFault
{
    None = 0,

    /// <summary>Erasing does nothing: a worn-out cell, or a locked one.</summary>
    NeverErases = 1,

    /// <summary>Erasing works, writing does nothing.</summary>
    NeverWrites = 2,

    /// <summary>The supply goes once the cell is erased: the chip is silent until it is powered up.</summary>
    PowerLostAfterErase = 3,
}
