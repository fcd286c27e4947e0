namespace Checkpoint.CloudIngest.Registry;

/// <summary>What a gate lets through.</summary>
public enum GateKind
{
    Pedestrian = 1,
    Vehicle = 2,
    Building = 3,
}
