using System.Diagnostics;

namespace Checkpoint.Tests.Simulation.Mutations;

/// <summary>A copy of the project's sources, in which patches are built and run; the project itself is never touched.</summary>
internal sealed class PatchedCopy : IDisposable
{
    private const string Solution = "CheckpointEdge.sln";

    private static readonly string[] NotCopied = [".git", "artifacts"];

    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint-mutations-").FullName;

    public PatchedCopy()
    {
        foreach (var entry in new DirectoryInfo(ProjectRoot()).EnumerateFileSystemInfos().Where(entry => !NotCopied.Contains(entry.Name)))
            Do("cp", "-a", entry.FullName, _folder);
    }

    /// <summary>Where what is run here may leave its results: they are not the project's.</summary>
    public string Results => Path.Combine(_folder, "artifacts/soak");

    /// <summary>The simulation's program as built here.</summary>
    private string Program => Path.Combine(_folder, "artifacts/bin/Checkpoint.Tests.Simulation/release/Checkpoint.Tests.Simulation");

    /// <exception cref="InvalidOperationException">The patch does not fit the code any more.</exception>
    public void Apply(Mutation mutation) => Do("patch", "--silent", "--strip=1", $"--directory={_folder}", $"--input={mutation.File}");

    public void Revert(Mutation mutation) =>
        Do("patch", "--silent", "--strip=1", "--reverse", $"--directory={_folder}", $"--input={mutation.File}");

    /// <exception cref="InvalidOperationException">It does not build; with the compiler's words.</exception>
    public void Build() => Do("dotnet", "build", Path.Combine(_folder, "tests/Simulation"), "-c", "Release", "-v", "quiet", "-nologo");

    /// <summary>Runs the program; its output comes back in lines, however it ended.</summary>
    public IReadOnlyList<string> RunProgram(params string[] arguments) => Run(Program, arguments).Output;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Where the sources of the running program lie.</summary>
    /// <exception cref="InvalidOperationException">It was moved away from them.</exception>
    public static string ProjectRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return folder.FullName;
        }

        throw new InvalidOperationException($"no {Solution} above {AppContext.BaseDirectory}: run this where it was built");
    }

    private static void Do(string program, params string[] arguments)
    {
        var (exitCode, output) = Run(program, arguments);
        if (exitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{string.Join('\n', output)}");
    }

    private static (int ExitCode, IReadOnlyList<string> Output) Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} did not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
