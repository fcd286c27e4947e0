namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>Finds what Debian packages install, also where a normal user's PATH does not look.</summary>
internal static class DebianProgram
{
    /// <exception cref="FileNotFoundException">Names the package to install.</exception>
    public static string Find(string name, string package)
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        string[] folders = [.. path.Split(':'), "/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw Missing(name, package);
    }

    /// <summary>In /usr/lib itself or below an architecture's folder, e.g. /usr/lib/aarch64-linux-gnu.</summary>
    /// <exception cref="FileNotFoundException">Names the package to install.</exception>
    public static string FindLibrary(string name, string package)
    {
        string[] roots = ["/usr/lib", "/usr/local/lib"];
        return roots
            .Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateDirectories(root, "*-linux-gnu*").Append(root))
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists)
            ?? throw Missing(name, package);
    }

    private static FileNotFoundException Missing(string name, string package) =>
        new($"{name} was not found; install the Debian package {package} (apt-get install {package})");
}
