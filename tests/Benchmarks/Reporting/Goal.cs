namespace Checkpoint.Benchmarks.Reporting;

/// <summary>What a figure is meant to reach.</summary>
public readonly record struct Goal(double Value, GoalDirection Direction)
{
    public static Goal AtMost(double value) => new(value, GoalDirection.AtMost);

    public static Goal AtLeast(double value) => new(value, GoalDirection.AtLeast);

    public bool IsMetBy(double value) => Direction == GoalDirection.AtMost ? value <= Value : value >= Value;
}

public enum GoalDirection
{
    AtMost = 1,
    AtLeast = 2,
}
