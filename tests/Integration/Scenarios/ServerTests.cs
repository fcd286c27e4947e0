using System.Diagnostics;
using System.Net;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Tests.Integration.Scenarios;

public sealed class ServerTests : IDisposable
{
    private readonly string _folder = TestFolder.Create("scenarios");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Influx_keeps_what_was_written_over_a_kill_and_lets_nobody_in_unknown()
    {
        await using var server = new InfluxServer(_folder);
        await server.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Url };
        string credentials = $"u={InfluxServer.AdminName}&p={server.AdminPassword}";
        int port = server.Port;
        using var line = new StringContent("kept,gate=a seq=1i 1");
        using HttpResponseMessage unknown = await client.PostAsync($"write?db={server.Database}", line);
        using HttpResponseMessage written = await client.PostAsync($"write?db={server.Database}&{credentials}", line);

        await server.KillAsync();
        Assert.Null(server.ReadUsage());
        await server.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, written.StatusCode);
        Assert.Equal(port, server.Port);
        string kept = await client.GetStringAsync($"query?db={server.Database}&q=SELECT+seq+FROM+kept&{credentials}");
        Assert.Contains("\"values\":[[", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_side_by_side_have_their_own_ports_and_tell_their_use()
    {
        await using var first = new MosquittoServer(Path.Combine(_folder, "first"));
        await using var second = new MosquittoServer(Path.Combine(_folder, "second"));

        await Task.WhenAll(first.StartAsync(), second.StartAsync());

        Assert.NotEqual(first.Port, second.Port);
        Assert.NotEqual(first.AdminPassword, second.AdminPassword);
        ProcessUsage usage = first.ReadUsage()!.Value;
        Assert.InRange(usage.PeakResidentBytes, 1 << 20, 1 << 30);
        Assert.InRange(usage.Threads, 1, 10);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(first.Folder, "dynamic-security.json")));
    }

    [Fact]
    public async Task Program_that_ends_at_once_is_reported_with_its_output()
    {
        await using var program = ChildProgram.Start(
            new ChildCommand("/bin/sh", ["-c", "echo $WHAT is wrong >&2; exit 3"])
            {
                Environment = new Dictionary<string, string> { ["WHAT"] = "everything" },
            },
            Path.Combine(_folder, "child.log"));

        Assert.Equal(3, await program.WaitForExitAsync(Deadline.Default));
        Assert.Equal("everything is wrong", program.ReadLogTail());
        Assert.Null(program.ReadUsage());
    }

    [Fact]
    public async Task Program_deaf_to_sigterm_is_killed_after_its_grace()
    {
        string log = Path.Combine(_folder, "deaf.log");
        await using var program = ChildProgram.Start(
            new ChildCommand("/bin/sh", ["-c", "trap '' TERM; echo ready; while :; do sleep 1; done"]), log);
        await Deadline.Until(() => program.ReadLogTail() == "ready", "it is ready");

        int exitCode = await program.StopAsync(TimeSpan.FromMilliseconds(100));

        Assert.Equal(128 + 9, exitCode);
    }

    [Fact]
    public async Task Missing_program_is_named()
    {
        await Task.Yield();

        var missing = Assert.Throws<FileNotFoundException>(() => ChildProgram.Start(
            new ChildCommand("/no/such/program", []), Path.Combine(_folder, "missing.log")));

        Assert.Equal("there is no program /no/such/program", missing.Message);
    }
}
