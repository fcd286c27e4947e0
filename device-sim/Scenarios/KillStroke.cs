namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>What is killed at one moment.</summary>
/// <param name="Targets">One, or several at once. Starting and stopping are for gates alone.</param>
public sealed record KillStroke(KillMoment Moment, IReadOnlyList<KillTarget> Targets)
{
    public override string ToString() => $"{string.Join(" and ", Targets)}, {Moment}";
}
