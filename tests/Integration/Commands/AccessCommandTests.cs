using Checkpoint.CloudIngest.Registry;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Tests.Integration.Ingest;

namespace Checkpoint.Tests.Integration.Commands;

/// <summary><c>checkpoint-cloud access</c> at a real broker.</summary>
public sealed class AccessCommandTests : IAsyncLifetime
{
    private readonly string _folder = TestFolder.Create("access");

    private MosquittoServer Broker { get; }

    public AccessCommandTests() => Broker = new MosquittoServer(Path.Combine(_folder, "broker"));

    public async Task InitializeAsync()
    {
        await Broker.StartAsync();
        File.Copy(Samples.Registry, Path.Combine(_folder, "registry.json"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "admin.password"), Broker.AdminPassword + "\n");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "cloud.json"),
            $$$"""{"broker":{"host":"127.0.0.1","port":{{{Broker.Port}}}},"store":{"sqlite":{"path":"r.db"}},"registry":{"path":"registry.json"}}""");
    }

    public async Task DisposeAsync()
    {
        await Broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Every_gate_of_the_registry_and_the_cloud_get_a_password_file_of_their_own_once()
    {
        var gates = RegistryFile.Parse(await File.ReadAllBytesAsync(Samples.Registry), out _)!.Gates.Keys;
        Assert.Equal(0, await RunAsync("out"));
        var files = Directory.GetFiles(Path.Combine(_folder, "out"));
        Assert.Equal(gates.Select(gate => $"{gate}.password").Append("cloud.password").Order(), files.Select(Path.GetFileName).Order());
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));

        Assert.Equal(0, await RunAsync("again"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "again")));

        Assert.Equal(0, await RunAsync("rotated", "--gate", "haicheng-east", "--rotate"));
        Assert.Equal(["haicheng-east.password"], Directory.GetFiles(Path.Combine(_folder, "rotated")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_wrong_administrator_ends_with_exit_code_69()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "admin.password"), "wrong");
        Assert.Equal(69, await RunAsync("out"));
    }

    private async Task<int> RunAsync(string output, params string[] more)
    {
        string[] arguments =
        [
            "access", "--config", Path.Combine(_folder, "cloud.json"), "--admin-password", Path.Combine(_folder, "admin.password"),
            "--out", Path.Combine(_folder, output), .. more,
        ];
        await using var program = ChildProgram.Start(new ChildCommand(OwnProgram.Cloud, arguments), Path.Combine(_folder, "access.log"));
        return await program.WaitForExitAsync(Deadline.Default);
    }
}
