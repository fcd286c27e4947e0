using System.Net.Sockets;
using System.Text;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Faults.Power;

namespace Checkpoint.DeviceSim.Scenarios.PowerCuts;

/// <summary>
/// A virtual machine in which a whole site works, on a disk that this process serves. Its gates write their truth to a
/// shared folder outside.
/// </summary>
internal sealed class BoardMachine : IAsyncDisposable
{
    /// <summary>So many entries of records made in this machine, of each gate, and it counts as working.</summary>
    private const int MadeWhenWorking = 10;

    /// <summary>An emulated processor, which compiles three .NET programs first.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(6);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyDictionary<GateId, string> _truthFiles;
    private readonly NbdServer _server;
    private readonly ChildProgram _program;
    private readonly string _monitor;

    private BoardMachine(IReadOnlyDictionary<GateId, string> truthFiles, NbdServer server, ChildProgram program, string monitor) =>
        (_truthFiles, _server, _program, _monitor) = (truthFiles, server, program, monitor);

    /// <param name="folder">For its sockets and its console; a short path.</param>
    /// <param name="share">The folder shared with it.</param>
    /// <param name="clock">UTC when it boots.</param>
    /// <param name="command">What it runs.</param>
    public static BoardMachine Boot(
        VirtualBoard board, string folder, string share, DateTime clock, string command, byte[] disk, IReadOnlyDictionary<GateId, string> truthFiles)
    {
        var (socket, monitor) = (Path.Combine(folder, "disk.socket"), Path.Combine(folder, "monitor.socket"));
        File.Delete(socket);
        File.Delete(monitor);
        var server = new NbdServer(socket, new VolatileDisk(disk));
        string[] options =
        [
            "--share", share, "--disk", $"nbd:unix:{socket}", "--monitor", monitor, "--clock", $"{clock:yyyy-MM-ddTHH:mm:ss}", "--limit", "36000",
        ];
        return new BoardMachine(truthFiles, server, board.Boot(Path.Combine(folder, "console.log"), options, command), monitor);
    }

    /// <summary>Until every gate has made some records in this machine.</summary>
    /// <exception cref="TimeoutException">They don't.</exception>
    public async Task UntilWorkingAsync(CancellationToken cancellation)
    {
        var before = _truthFiles.Keys.ToDictionary(gate => gate, MadeBy);
        var deadline = DateTime.UtcNow + StartTimeout;
        while (_truthFiles.Keys.Any(gate => MadeBy(gate) < before[gate] + MadeWhenWorking))
        {
            if (_program.HasExited)
                throw new InvalidOperationException($"the virtual board ended:\n{_program.ReadLogTail()}");
            if (DateTime.UtcNow > deadline)
                throw new TimeoutException($"no records on the virtual board after {StartTimeout.TotalMinutes} min:\n{_program.ReadLogTail()}");
            await Task.Delay(PollInterval, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The disk and the truth as of now, or of the moment when so many more writes have reached the disk.</summary>
    public Task<PowerCut> CutAsync(int afterWrites, Random random, CancellationToken cancellation) => afterWrites == 0
        ? Task.FromResult(_server.Look(disk => Cut(disk, random)))
        : _server.LookAfterAsync(afterWrites, disk => Cut(disk, random), WritePatience, cancellation);

    /// <summary>The machine stands still, its clock too.</summary>
    public Task StopAsync(CancellationToken cancellation) => TellAsync("stop", cancellation);

    public Task ContinueAsync(CancellationToken cancellation) => TellAsync("cont", cancellation);

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// While the disk answers nobody. What a gate wrote to its truth before it touched the disk is in the files; that a record
    /// is durable it can say only of what had been flushed.
    /// </summary>
    private PowerCut Cut(VolatileDisk disk, Random random) =>
        new(disk.Cut(random), _truthFiles.ToDictionary(file => file.Key, file => File.ReadAllBytes(file.Value)));

    private int MadeBy(GateId gate) => File.Exists(_truthFiles[gate])
        ? File.ReadLines(_truthFiles[gate]).Count(line => line.Contains("\"records_made\"", StringComparison.Ordinal))
        : 0;

    /// <summary>qemu's monitor for people: it prints its prompt again when a command has been carried out.</summary>
    private async Task TellAsync(string command, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_monitor), cancellation).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket);
        await ReadPromptAsync(stream, cancellation).ConfigureAwait(false);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\n"), cancellation).ConfigureAwait(false);
        await ReadPromptAsync(stream, cancellation).ConfigureAwait(false);
    }

    private static async Task ReadPromptAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var (text, buffer) = (new StringBuilder(), new byte[1024]);
        while (!text.ToString().EndsWith("(qemu) ", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
            if (read == 0)
                throw new IOException($"qemu's monitor closed: {text}");
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
    }
}
