using System.Text.Json;
using Checkpoint.Contract;
using Checkpoint.Gateway.Commands;
using Checkpoint.Gateway.Doctor;
using Checkpoint.Tests.Integration.Ingest;
using static Checkpoint.Tests.Integration.Ingest.CloudScenario;

namespace Checkpoint.Tests.Integration.Doctor;

/// <summary>The doctor of a gate at a real broker with the real cloud behind it.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly string _folder = TestFolder.Create("doctor");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_registered_gate_is_let_in_and_known_and_a_stranger_is_to_be_registered()
    {
        await using var scenario = await CloudScenario.StartAsync();

        var known = await ExamineAsync(scenario, Known, scenario.PasswordOf(Known));
        Assert.Equal(("pass", "the cloud knows gate-known"), known["registry"]);
        Assert.Equal("pass", known["broker"].Result);

        var stranger = await ExamineAsync(scenario, Stranger, scenario.PasswordOf(Stranger));
        Assert.Equal(("fail", "the cloud does not know gate-stranger"), stranger["registry"]);
    }

    [Fact]
    public async Task A_wrong_password_and_a_broker_that_is_down_are_told_apart()
    {
        await using var scenario = await CloudScenario.StartAsync();

        var refused = (await ExamineAsync(scenario, Known, "wrong"))["broker"];
        Assert.Equal("fail", refused.Result);
        Assert.Contains("not authorized", refused.Seen, StringComparison.Ordinal);

        await scenario.Broker.StopAsync();
        var down = (await ExamineAsync(scenario, Known, scenario.PasswordOf(Known)))["broker"];
        Assert.Equal("fail", down.Result);
        Assert.Contains("connection refused", down.Seen, StringComparison.Ordinal);
    }

    /// <summary>This machine has neither bus nor lines: what concerns them fails, and is not looked at here.</summary>
    private async Task<Dictionary<string, (string Result, string Seen)>> ExamineAsync(CloudScenario scenario, GateId gate, string password)
    {
        var passwordFile = Path.Combine(_folder, "password");
        var file = Path.Combine(_folder, "gateway.json");
        await File.WriteAllTextAsync(passwordFile, password);
        await File.WriteAllTextAsync(
            file,
            $$"""
            {
              "Gate": { "Id": "{{gate}}" },
              "Broker": { "Host": "127.0.0.1", "Port": {{scenario.Broker.Port}}, "UserName": "{{gate}}", "PasswordFile": "{{passwordFile}}" },
              "Outbox": { "Folder": "{{_folder}}/data" },
              "Sensor": { "BusPath": "/dev/no-such-bus" }, "Lines": { "ChipPath": "/dev/no-such-chip" }
            }
            """);
        await using var output = new StringWriter();
        await DoctorCommand.RunAsync(file, json: true, DoctorEquipment.Linux, output, CancellationToken.None);
        using var report = JsonDocument.Parse(output.ToString());
        return report.RootElement.GetProperty("checks").EnumerateArray().ToDictionary(
            check => check.GetProperty("check").GetString()!,
            check => (check.GetProperty("result").GetString()!, check.GetProperty("seen").GetString()!));
    }
}
