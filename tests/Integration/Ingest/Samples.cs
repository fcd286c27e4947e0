namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>The sample files that the product carries.</summary>
internal static class Samples
{
    public static string Registry => Path.Combine(AppContext.BaseDirectory, "registry.sample.json");

    public static string Configuration => Path.Combine(AppContext.BaseDirectory, "checkpoint-cloud.sample.json");
}
