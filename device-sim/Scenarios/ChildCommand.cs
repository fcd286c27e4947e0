namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>What to run: a program by full path, its arguments, and variables added to this process's environment.</summary>
public sealed record ChildCommand(string Program, IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
