using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Tests.Hardware.Protocol;

namespace Checkpoint.Tests.Hardware.Guest;

/// <summary>The real program on the board, as a service manager would run it.</summary>
internal sealed class GatewayUnderTest(Scene scene, string configuration, string logFile)
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);

    private ChildProgram _program = null!;

    /// <summary>Until it has taken its lines and reads its sensor.</summary>
    public void Start(string name)
    {
        var before = BoardLines.Lit;
        _program = ChildProgram.Start(new ChildCommand(OwnProgram.Gateway, ["run", "--config", configuration]), logFile);
        scene.Await("the gateway takes its lines", () => BoardLines.Lit.Count == 0 || _program.HasExited);
        var reads = Chip.Reads;
        scene.Await("the gateway reads its sensor", () => Chip.Reads > reads || _program.HasExited);
        Mark(name, before, exitCode: null);
        if (_program.HasExited)
            throw new InvalidOperationException($"the gateway ended with {_program.ExitCode}:\n{_program.ReadLogTail()}");
    }

    public void Stop(string name)
    {
        var before = BoardLines.Lit;
        _program.Terminate();
        Mark(name, before, _program.WaitForExitAsync(StopDeadline).GetAwaiter().GetResult());
    }

    public void Kill(string name)
    {
        var before = BoardLines.Lit;
        Mark(name, before, _program.KillAsync().GetAwaiter().GetResult());
    }

    /// <summary>Held still, as by a board that has too much to do.</summary>
    public void Hold() => Signal("STOP");

    public void LetGo() => Signal("CONT");

    private void Mark(string name, IReadOnlyList<int> litBefore, int? exitCode)
    {
        scene.Lines.NoteOutputs();
        scene.Protocol.Life.Add(new LifeMark(name, scene.Now, litBefore, BoardLines.Lit, exitCode));
        scene.Say($"gateway: {name}");
    }

    private void Signal(string signal)
    {
        using var kill = System.Diagnostics.Process.Start("/bin/sh", ["-c", $"kill -s {signal} {_program.Id}"]);
        kill.WaitForExit();
    }
}
