namespace Checkpoint.Tests.Integration;

/// <summary>A new folder below the test program's own, gone when all went well with its owner.</summary>
internal static class TestFolder
{
    public static string Create(string name)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "data", $"{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return folder;
    }
}
