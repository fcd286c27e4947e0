using System.Diagnostics;

namespace Checkpoint.Tests.Integration;

/// <summary>Holds a process still, and lets it go on.</summary>
internal static class Signals
{
    public static void Stop(int processId) => Send("STOP", processId);

    public static void Continue(int processId) => Send("CONT", processId);

    private static void Send(string signal, int processId)
    {
        using var kill = Process.Start("/bin/kill", ["-s", signal, $"{processId}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
