namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>A folder of one test's own, gone with it.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("checkpoint-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
