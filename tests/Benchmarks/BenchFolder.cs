namespace Checkpoint.Benchmarks;

/// <summary>A folder for the servers of one benchmark, removed when it is over.</summary>
internal sealed class BenchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-bench-");

    public string Path => _folder.FullName;

    public string Sub(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
