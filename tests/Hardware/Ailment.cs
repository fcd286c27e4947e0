namespace Checkpoint.Tests.Hardware;

/// <summary>What the doctor is called for, beside the bus faults by their names.</summary>
internal static class Ailment
{
    public const string None = "nothing";
    public const string StuckSensor = "a stuck sensor";

    /// <summary>Somebody present, door and housing open, and the chip's emissivity has been changed.</summary>
    public const string Neglected = "a neglected gate";
}
