using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>
/// A program run as a child of this process, its output appended to a file by itself (no pipe, so it costs this process
/// nothing and outlives its hiccups). It is killed when disposed of, and by the kernel when this process dies.
/// </summary>
public sealed partial class ChildProgram : IAsyncDisposable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    /// <summary>The shell replaces itself by the program, so that the process id is the program's.</summary>
    private const string Launch = "log=$1; shift; exec \"$@\" </dev/null >>\"$log\" 2>&1";

    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private ChildProgram(Process process, string name, string logFile) =>
        (_process, Name, LogFile, Id) = (process, name, logFile, process.Id);

    public string Name { get; }

    public string LogFile { get; }

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>128 plus the signal's number if it was killed by one.</summary>
    public int ExitCode => _process.ExitCode;

    /// <exception cref="FileNotFoundException">There is no such program.</exception>
    public static ChildProgram Start(ChildCommand command, string logFile)
    {
        if (!File.Exists(command.Program))
            throw new FileNotFoundException($"there is no program {command.Program}");
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        foreach (string argument in (string[])["-c", Launch, "sh", logFile, .. ParentDeath.Wrap(command)])
            start.ArgumentList.Add(argument);
        foreach ((string key, string value) in command.Environment)
            start.Environment[key] = value;
        return new ChildProgram(ParentDeath.Start(start), Path.GetFileName(command.Program), logFile);
    }

    /// <summary>SIGTERM: asks it to end.</summary>
    public void Terminate() => Signal(SigTerm);

    /// <summary>SIGKILL: as a power cut, for the program.</summary>
    public void Kill() => Signal(SigKill);

    /// <exception cref="TimeoutException">It was still running.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout);
        try
        {
            await _process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Name} (pid {Id}) was still running after {timeout.TotalSeconds:0.#} s");
        }
        return _process.ExitCode;
    }

    /// <summary>SIGTERM, and SIGKILL if that is not heeded in time.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(TimeSpan grace)
    {
        Terminate();
        try
        {
            return await WaitForExitAsync(grace).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return await KillAsync().ConfigureAwait(false);
        }
    }

    /// <returns>The exit code.</returns>
    public Task<int> KillAsync()
    {
        Kill();
        return WaitForExitAsync(KillTimeout);
    }

    /// <summary>Null once it has exited.</summary>
    public ProcessUsage? ReadUsage() => ProcessUsage.Read(Id);

    /// <summary>The end of its output, for error texts.</summary>
    public string ReadLogTail(int linesAtMost = 20) => File.Exists(LogFile)
        ? string.Join('\n', File.ReadLines(LogFile).TakeLast(linesAtMost))
        : "";

    public async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private void Signal(int number)
    {
        // Not reaped before HasExited says so, hence the id cannot be another process's.
        if (!_process.HasExited)
            _ = kill(Id, number);
    }

    [LibraryImport("libc")]
    private static partial int kill(int processId, int signal);
}
