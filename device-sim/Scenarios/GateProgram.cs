using Checkpoint.Contract;
using Checkpoint.DeviceSim.World;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>
/// A gate as a process of its own: the real gateway on simulated chips (<c>checkpoint-sim gate</c>). Its outbox, truth and
/// log are in its folder, so that it can be killed and started again where it was.
/// </summary>
public sealed class GateProgram : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);

    private readonly SiteGate gate;
    private readonly string folder;
    private readonly IReadOnlyList<string> arguments;
    private ChildProgram? program;

    /// <param name="configurationFile">The gateway's.</param>
    public GateProgram(SiteGate gate, string folder, string configurationFile, int seed, string pace)
    {
        (this.gate, this.folder) = (gate, folder);
        arguments =
        [
            "gate", "--gate", gate.Id.Value, "--kind", gate.Kind, "--config", configurationFile, "--seed", $"{seed}",
            "--pace", pace, "--truth", folder, "--state", StateFile,
        ];
    }

    public GateId Id => gate.Id;

    public string Kind => gate.Kind;

    public bool IsRunning => program is { HasExited: false };

    public string LogFile => Path.Combine(folder, $"{Id}.log");

    private string StateFile => GateState.FileOf(folder, Id);

    /// <summary>What it last said of itself, this process or the one before; null before it ever did.</summary>
    public GateState? State => GateState.TryRead(StateFile);

    public IReadOnlyList<TruthEntry> ReadTruth() => TruthLog.Read(TruthLog.FileOf(folder, Id));

    public void Start() => program = ChildProgram.Start(new ChildCommand(OwnProgram.Simulator, arguments), LogFile);

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (program is not null)
            await program.DisposeAsync().ConfigureAwait(false);
        program = null;
    }

    /// <summary>Nobody comes any more; the gateway sends what it has, as far as the cloud takes it, and stops.</summary>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public async Task StopAsync()
    {
        if (program is null)
            return;
        var exitCode = await program.StopAsync(StopTimeout).ConfigureAwait(false);
        if (exitCode != 0)
            throw new InvalidOperationException($"{Id} ended with {exitCode}:\n{program.ReadLogTail()}");
        await KillAsync().ConfigureAwait(false);
    }

    public string ReadLogTail() => program?.ReadLogTail() ?? "";

    public ProcessUsage? ReadUsage() => program?.ReadUsage();

    public async ValueTask DisposeAsync() => await KillAsync().ConfigureAwait(false);
}
