namespace Checkpoint.Tests.Integration.Scenarios;

/// <summary>A folder for one scenario, kept only when it failed.</summary>
internal sealed class ScenarioFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("checkpoint-scenario-").FullName;

    public bool Passed { get; set; }

    public void Dispose()
    {
        if (Passed)
            Directory.Delete(Path, recursive: true);
    }
}
