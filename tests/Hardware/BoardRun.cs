using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Tests.Hardware.Protocol;

namespace Checkpoint.Tests.Hardware;

/// <summary>
/// One machine booted, one course run on it, for all tests: booting is what costs. Where it can't be set up, every test
/// fails with the reason.
/// </summary>
public sealed class BoardRun : IAsyncLifetime
{
    /// <summary>The machine's own. It takes some two minutes; others may use the processors too.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9);

    /// <summary>What the last run left, for those who want to know more than a test says.</summary>
    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "last-run");

    internal BoardProtocol Protocol { get; private set; } = null!;

    internal IReadOnlyList<KeptRecord> Records { get; private set; } = [];

    internal DateTimeOffset Began { get; } = DateTimeOffset.UtcNow;

    internal DateTimeOffset Ended { get; private set; }

    public async Task InitializeAsync()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
        await BootAsync();
        Ended = DateTimeOffset.UtcNow;
        Protocol = BoardProtocol.Read(Path.Combine(_folder, "protocol.json"));
        using var outbox = new OutboxView(Path.Combine(_folder, "outbox.db"));
        Records = [.. outbox.Read()];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    internal LifeMark Mark(string name) => Protocol.Life.Single(mark => mark.Name == name);

    /// <summary>The records of one visit, in their order.</summary>
    internal IReadOnlyList<TRecord> Of<TRecord>(string visit)
        where TRecord : GateRecord => [.. KeptOf(visit).Select(kept => kept.Record).OfType<TRecord>()];

    /// <summary>The one such record, with the time at which it was made.</summary>
    internal KeptRecord Single(string visit, Func<GateRecord, bool> isWanted) =>
        Assert.Single(KeptOf(visit), kept => isWanted(kept.Record));

    private IEnumerable<KeptRecord> KeptOf(string name)
    {
        var visit = Protocol.VisitNamed(name);
        return Records.Where(kept => kept.MadeAt >= visit.BeganAt && kept.MadeAt <= visit.EndedAt);
    }

    private async Task BootAsync()
    {
        var console = Path.Combine(_folder, "console.log");
        await using var machine = ChildProgram.Start(
            new ChildCommand("/bin/bash",
            [
                Path.Combine(AppContext.BaseDirectory, "Board", "board"), "run", "--share", _folder,
                "--disk", Path.Combine(_folder, "disk.img"), "--limit", $"{Limit.TotalSeconds}", "--",
                // Where dotnet lives is told, since it may be anywhere.
                "/usr/bin/env", $"DOTNET_ROOT={VirtualBoard.DotnetRoot}", Path.Combine(AppContext.BaseDirectory, "Checkpoint.Tests.Hardware"), "/mnt/share",
            ]),
            console);
        var exitCode = await machine.WaitForExitAsync(Limit + TimeSpan.FromMinutes(2));
        if (exitCode != 0)
            throw new InvalidOperationException($"the simulated board ended with {exitCode}; the end of {console}:\n{machine.ReadLogTail()}");
    }
}
