namespace Checkpoint.Tests.Simulation.Mutations;

/// <summary>A bug planted in the production code, kept as a patch of one line: the simulation must notice it.</summary>
/// <param name="Name">Its file's name without the ending.</param>
/// <param name="Bug">What is wrong with the patched code, from the first line of the file.</param>
/// <param name="File">The patch, as <c>patch -p1</c> takes it from the project's root.</param>
internal sealed record Mutation(string Name, string Bug, string File)
{
    private const string Prefix = "Bug: ";

    /// <summary>All patches in a folder, by name.</summary>
    /// <exception cref="InvalidDataException">There are none, or one does not say what its bug is.</exception>
    public static IReadOnlyList<Mutation> LoadAll(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.patch").Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? [.. files.Select(Load)] : throw new InvalidDataException($"no patches in {folder}");
    }

    private static Mutation Load(string file)
    {
        var first = System.IO.File.ReadLines(file).FirstOrDefault() ?? "";
        return first.StartsWith(Prefix, StringComparison.Ordinal)
            ? new Mutation(Path.GetFileNameWithoutExtension(file), first[Prefix.Length..], file)
            : throw new InvalidDataException($"{file}: the first line must be '{Prefix}…'");
    }
}
