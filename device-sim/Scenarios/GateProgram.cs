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

    /// <summary>128 + SIGTERM: told to stop before it had begun to listen for it, so that there was nothing to stop yet.</summary>
    private const int EndedBySigTerm = 143;

    private readonly SiteGate _gate;
    private readonly string _folder;
    private readonly IReadOnlyList<string> _arguments;
    private ChildProgram? _program;
    private DateTime _lastWordBefore;

    /// <param name="configurationFile">The gateway's.</param>
    public GateProgram(SiteGate gate, string folder, string configurationFile, int seed, string pace)
    {
        (_gate, _folder) = (gate, folder);
        _arguments =
        [
            "gate", "--gate", gate.Id.Value, "--kind", WireName.Of(gate.Kind), "--config", configurationFile, "--seed", $"{seed}",
            "--pace", pace, "--truth", folder, "--state", StateFile,
        ];
    }

    /// <summary>Goes before the command; must become it, not start it as a child.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    public GateId Id => _gate.Id;

    public GateKind Kind => _gate.Kind;

    public bool IsRunning => _program is { HasExited: false };

    public string LogFile => Path.Combine(_folder, $"{Id}.log");

    /// <summary>Where its process says how it is.</summary>
    public string StateFile => GateState.FileOf(_folder, Id);

    /// <summary>What it last said of itself, this process or the one before; null before it ever did.</summary>
    public GateState? State => GateState.TryRead(StateFile);

    /// <summary>The cloud has acked something to this process, by its own word.</summary>
    public bool IsSending => File.GetLastWriteTimeUtc(StateFile) > _lastWordBefore && State is { SecondsSinceAck: not null };

    public IReadOnlyList<TruthEntry> ReadTruth() => TruthLog.Read(TruthLog.FileOf(_folder, Id));

    /// <summary>What its process runs.</summary>
    public ChildCommand Command => Launcher.Count == 0
        ? new ChildCommand(OwnProgram.Simulator, _arguments)
        : new ChildCommand(Launcher[0], [.. Launcher.Skip(1), OwnProgram.Simulator, .. _arguments]);

    public void Start()
    {
        _lastWordBefore = File.GetLastWriteTimeUtc(StateFile);
        _program = ChildProgram.Start(Command, LogFile);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync().ConfigureAwait(false);
        _program = null;
    }

    /// <summary>SIGTERM, and no waiting for what comes of it.</summary>
    public void Terminate() => _program?.Terminate();

    /// <summary>Nobody comes any more; the gateway sends what it has, as far as the cloud takes it, and stops.</summary>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public async Task StopAsync()
    {
        if (_program is null)
            return;
        var exitCode = await _program.StopAsync(StopTimeout).ConfigureAwait(false);
        if (exitCode is not (0 or EndedBySigTerm))
            throw new InvalidOperationException($"{Id} ended with {exitCode}:\n{_program.ReadLogTail()}");
        await KillAsync().ConfigureAwait(false);
    }

    public string ReadLogTail() => _program?.ReadLogTail() ?? "";

    public ProcessUsage? ReadUsage() => _program?.ReadUsage();

    public async ValueTask DisposeAsync() => await KillAsync().ConfigureAwait(false);
}
