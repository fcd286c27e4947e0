using Checkpoint.DeviceSim.Fleet;

namespace Checkpoint.Tests.Unit.DeviceSim.Fleet;

public sealed class GateCredentialsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint-credentials-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_first_gates_by_name_are_read_and_the_clouds_password_is_not_a_gates()
    {
        Write("cloud.password", "no");
        Write("gate-02.password", "two\n");
        Write("gate-01.password", "one");
        Write("gate-03.password", "three");

        var read = GateCredentials.ReadFolder(_folder, 2);

        Assert.Equal([("gate-01", "one"), ("gate-02", "two")], read.Select(gate => (gate.Gate.Value, gate.Password)));
    }

    [Fact]
    public void Too_few_gates_are_told_with_both_numbers()
    {
        Write("gate-01.password", "one");

        var fault = Assert.Throws<FleetException>(() => GateCredentials.ReadFolder(_folder, 5));

        Assert.Equal($"--credentials: {_folder} has passwords of 1 gates; --gates is 5", fault.Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var absent = Path.Combine(_folder, "absent");

        Assert.Equal($"--credentials: there is no folder {absent}", Assert.Throws<FleetException>(() => GateCredentials.ReadFolder(absent, 1)).Message);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
