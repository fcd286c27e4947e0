using System.Runtime.InteropServices;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>The gate's board as a virtual machine (<c>tests/Hardware/Board</c>), which sees this computer's own files.</summary>
/// <param name="script">Its program, <c>board</c>.</param>
public sealed class VirtualBoard(string script)
{
    /// <summary>Where the machine finds .NET: it may be anywhere.</summary>
    public static string DotnetRoot => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Boots it; it dies when it is disposed of.</summary>
    /// <param name="options">Of <c>board run</c>.</param>
    /// <param name="command">What it runs, a line of shell.</param>
    public ChildProgram Boot(string logFile, IEnumerable<string> options, string command) =>
        ChildProgram.Start(new ChildCommand("/bin/bash", [script, "run", .. options, "--", command]), logFile);
}
