namespace Checkpoint.DeviceSim.Scenarios.Reliability;

/// <summary>The columns in which findings are counted.</summary>
public enum FindingColumn
{
    Lost,
    Doubled,
    WronglyTimed,
    Other,
}
