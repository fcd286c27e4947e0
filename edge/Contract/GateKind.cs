namespace Checkpoint.Contract;

/// <summary>What a gate lets through.</summary>
public enum GateKind
{
    /// <summary>People on foot, one behind the other, between two beams.</summary>
    Pedestrian = 1,

    /// <summary>A lane with a barrier; the driver is measured at the window.</summary>
    Vehicle = 2,

    /// <summary>A building's door with a contact; beams may be fitted behind it.</summary>
    Door = 3,
}
