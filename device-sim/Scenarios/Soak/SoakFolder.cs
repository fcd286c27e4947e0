namespace Checkpoint.DeviceSim.Scenarios.Soak;

/// <summary>A folder for one round, gone afterwards unless it is evidence.</summary>
public sealed class SoakFolder : IDisposable
{
    private bool _isKept;

    public string Path { get; } = Directory.CreateTempSubdirectory("checkpoint-soak-").FullName;

    public void Keep() => _isKept = true;

    public void Dispose()
    {
        if (!_isKept && Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
