using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>A gate and its password at the broker.</summary>
public sealed record GateCredentials(GateId Gate, string Password)
{
    private const string Suffix = ".password";

    /// <summary>The client that is no gate, whose file lies beside the gates'.</summary>
    private const string Cloud = "cloud";

    /// <summary>
    /// Reads what <c>checkpoint-cloud access</c> wrote: a file <c>GATE.password</c> each. Gates in order of their ids.
    /// </summary>
    /// <exception cref="FleetException">No such folder, fewer gates than asked for, or an unreadable file.</exception>
    public static IReadOnlyList<GateCredentials> ReadFolder(string folder, int count)
    {
        if (!Directory.Exists(folder))
            throw new FleetException($"--credentials: there is no folder {folder}");
        string[] files = [.. Directory.EnumerateFiles(folder, $"*{Suffix}").Where(IsGate).Order(StringComparer.Ordinal).Take(count)];
        if (files.Length < count)
            throw new FleetException($"--credentials: {folder} has passwords of {files.Length} gates; --gates is {count}");
        return [.. files.Select(Read)];
    }

    private static bool IsGate(string file) => NameOf(file) != Cloud && GateId.TryParse(NameOf(file), out _);

    private static string NameOf(string file) => Path.GetFileName(file)[..^Suffix.Length];

    private static GateCredentials Read(string file)
    {
        try
        {
            return new GateCredentials(GateId.Parse(NameOf(file)), File.ReadAllText(file).TrimEnd());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"--credentials: {fault.Message}", fault);
        }
    }
}
