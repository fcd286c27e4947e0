using System.Text.Json.Nodes;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Benchmarks.Gateway;

/// <summary>
/// The gateway before an endless queue, in a process of its own: nothing else is in it, so that the process's memory and
/// CPU time are the gateway's, but for what its board says that it took itself.
/// </summary>
internal sealed class QueueGate : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly ChildProgram _program;
    private readonly string _lampsFile;

    private QueueGate(ChildProgram program, string lampsFile) => (_program, _lampsFile) = (program, lampsFile);

    /// <param name="folder">New, and its own: the outbox is in it.</param>
    /// <param name="screening">Laid over the gateway's defaults.</param>
    public static QueueGate Start(Site site, SiteGate gate, string folder, JsonObject screening)
    {
        Directory.CreateDirectory(folder);
        screening["leastIndoors"] = "10m";
        var config = Path.Combine(folder, "gate.json");
        var settings = new JsonObject
        {
            ["gate"] = new JsonObject { ["id"] = gate.Id.Value },
            ["screening"] = screening,
            ["outbox"] = new JsonObject { ["folder"] = Path.Combine(folder, "outbox") },
            ["broker"] = new JsonObject
            {
                ["host"] = "127.0.0.1",
                ["port"] = site.Broker.Port,
                ["userName"] = gate.Id.Value,
                ["passwordFile"] = site.PasswordFileOf(gate.Id),
            },
        };
        File.WriteAllText(config, settings.ToJsonString());
        var lamps = Path.Combine(folder, "lamps");
        var command = new ChildCommand(Environment.ProcessPath!, [QueueGateCommand.Name, "--config", config, "--lamps", lamps])
        {
            // As Checkpoint.Gateway.csproj has it.
            Environment = new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0", ["DOTNET_GCGen0MaxBudget"] = "0x100000" },
        };
        return new QueueGate(ChildProgram.Start(command, Path.Combine(folder, "log")), lamps);
    }

    /// <exception cref="InvalidOperationException">It has ended; with its last lines.</exception>
    public ProcessUsage ReadUsage() => _program.ReadUsage() ?? throw Ended();

    /// <returns>Every lamp that came on.</returns>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public async Task<IReadOnlyList<LitLamp>> StopAsync()
    {
        if (await _program.StopAsync(StopTimeout) != 0)
            throw Ended();
        return [.. File.ReadLines(_lampsFile).Select(LitLamp.Parse)];
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private InvalidOperationException Ended() => new($"the gateway has ended:\n{_program.ReadLogTail()}");
}
