namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>
/// Where the build put this product's programs: beside each other, below artifacts/bin, in the configuration (debug,
/// release) of the one that asks.
/// </summary>
public static class OwnProgram
{
    public static string Gateway => Find("Checkpoint.Gateway", "checkpoint-gateway");

    public static string Cloud => Find("Checkpoint.CloudIngest", "checkpoint-cloud");

    public static string Simulator => Find("Checkpoint.DeviceSim", "checkpoint-sim");

    /// <exception cref="FileNotFoundException">It has not been built; says how to.</exception>
    private static string Find(string project, string program)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var file = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, program);
        return File.Exists(file)
            ? file
            : throw new FileNotFoundException($"there is no {file}: ./checkpoint build makes it");
    }
}
