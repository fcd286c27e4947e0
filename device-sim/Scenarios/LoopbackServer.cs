namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>
/// A server of ours alone: on its own port of 127.0.0.1, with its configuration, data and output in its own folder. Can
/// be killed and started again on the same port and data.
/// </summary>
public abstract class LoopbackServer : IAsyncDisposable
{
    private const int PortAttempts = 5;

    /// <summary>EADDRINUSE, as both servers print it.</summary>
    private const string AddressInUse = "ddress already in use";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private ChildProgram? _program;
    private ChildCommand? _command;

    protected LoopbackServer(string folder)
    {
        Folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; }

    /// <summary>0 before the first start; the same ever after.</summary>
    public int Port { get; private set; }

    public string LogFile => Path.Combine(Folder, $"{Name}.log");

    /// <summary>Null once it has been killed or stopped, and before the first start.</summary>
    public ProcessUsage? ReadUsage() => _program?.ReadUsage();

    public bool IsRunning => _program is { HasExited: false };

    /// <summary>Process id of the running server.</summary>
    /// <exception cref="InvalidOperationException">It has not been started.</exception>
    public int ProcessId => _program?.Id ?? throw new InvalidOperationException($"{Name} has not been started");

    /// <summary>What it was last started with.</summary>
    /// <exception cref="InvalidOperationException">It has not been started.</exception>
    public ChildCommand Command => _command ?? throw new InvalidOperationException($"{Name} has not been started");

    protected abstract string Name { get; }

    /// <summary>Starts it, the first time on a port of its own choosing, and waits until it serves.</summary>
    /// <exception cref="FileNotFoundException">It is not installed; names the package.</exception>
    /// <exception cref="InvalidOperationException">It ended instead, with the end of its output; or runs already.</exception>
    /// <exception cref="TimeoutException">It does not serve in time.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        if (IsRunning)
            throw new InvalidOperationException($"{Name} is running already");
        if (Port == 0)
            await StartOnFreePortAsync(cancellation).ConfigureAwait(false);
        else
            await StartOnPortAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync().ConfigureAwait(false);
        _program = null;
    }

    /// <summary>SIGTERM; SIGKILL if it does not end within 10 s.</summary>
    public async Task StopAsync()
    {
        if (_program is not null)
            await _program.StopAsync(StopTimeout).ConfigureAwait(false);
        await KillAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes the configuration for <see cref="Port"/>, and says what to run.</summary>
    protected abstract ChildCommand Prepare();

    protected abstract Task<bool> IsServingAsync(CancellationToken cancellation);

    /// <summary>Once it serves: whatever a new installation needs. Called at every start.</summary>
    protected virtual Task InitialiseAsync(CancellationToken cancellation) => Task.CompletedTask;

    private async Task StartOnFreePortAsync(CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            Port = LoopbackPort.Pick();
            try
            {
                await StartOnPortAsync(cancellation).ConfigureAwait(false);
                return;
            }
            catch (InvalidOperationException e) when (attempt < PortAttempts && e.Message.Contains(AddressInUse))
            {
                // Another process took the port in between.
            }
        }
    }

    private async Task StartOnPortAsync(CancellationToken cancellation)
    {
        _command = Prepare();
        _program = ChildProgram.Start(_command, LogFile);
        try
        {
            await WaitUntilServingAsync(_program, cancellation).ConfigureAwait(false);
            await InitialiseAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            await KillAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task WaitUntilServingAsync(ChildProgram started, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(StartTimeout);
        try
        {
            while (!await IsServingAsync(deadline.Token).ConfigureAwait(false))
            {
                if (started.HasExited)
                    throw new InvalidOperationException($"{Name} ended with {started.ExitCode}:\n{started.ReadLogTail()}");
                await Task.Delay(PollInterval, deadline.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"{Name} does not serve after {StartTimeout.TotalSeconds} s:\n{started.ReadLogTail()}");
        }
    }
}
