using System.Text.Json;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Doctor;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Doctor;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly DoctorBench _bench = new();

    private string Settings =>
        $$"""
        {
          "Gate": { "Id": "gate-1" }, "Broker": { "Host": "broker" }, "Outbox": { "Folder": "{{_bench.Data}}" },
          "Screening": { "LeastIndoors": "10m" }
        }
        """;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_terminal_is_told_one_line_a_check_and_what_to_do()
    {
        var (exitCode, output) = await _bench.RunCommandAsync(Settings, json: false);

        Assert.Equal(ExitCode.Warnings, exitCode);
        var lines = output.Split(Environment.NewLine);
        Assert.Equal("pass  configuration         gateway.json: gate gate-1, Pedestrian lane", lines[0]);
        Assert.Contains("pass  sensor                answers at 0x5A", lines);
        Assert.Contains("WARN  sensor calibration    none", lines);
        Assert.Contains("                            -> calibrate this sensor: checkpoint-gateway calibrate", lines);
        Assert.Equal("24 passed, 1 warning, 0 failures", lines[^2]);
    }

    [Fact]
    public async Task Scripts_are_told_one_object_with_stable_names()
    {
        _bench.Chip.SetWord(Mlx90614.EmissivityCell, 0xF332);

        var (exitCode, output) = await _bench.RunCommandAsync(Settings, json: true);

        Assert.Equal(ExitCode.Failures, exitCode);
        using var report = JsonDocument.Parse(output);
        var root = report.RootElement;
        Assert.Equal(["gate", "gateway_running", "checks", "result"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("gate-1", false, "fail"), (root.GetProperty("gate").GetString(), root.GetProperty("gateway_running").GetBoolean(), root.GetProperty("result").GetString()));
        var check = root.GetProperty("checks").EnumerateArray().Single(each => each.GetProperty("check").GetString() == "sensor_emissivity");
        Assert.Equal(["check", "result", "seen", "advice"], check.EnumerateObject().Select(property => property.Name));
        Assert.Equal("fail", check.GetProperty("result").GetString());
        Assert.Contains("°C", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wrong_settings_are_all_named_and_nothing_is_opened(bool json)
    {
        _bench.BusFault = "opened";

        var (exitCode, output) = await _bench.RunCommandAsync("""{ "Gate": { "Id": "?" }, "Sensor": { "Tries": 0 } }""", json);

        Assert.Equal(ExitCode.Configuration, exitCode);
        Assert.Contains("Broker:Host: is missing", output, StringComparison.Ordinal);
        Assert.Contains("Sensor:Tries: 0 is not between 1 and 10", output, StringComparison.Ordinal);
        Assert.DoesNotContain("opened", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_breaks_is_a_finding_and_the_others_have_their_say()
    {
        _bench.Bus.Attach(0x5A, new Breaking());

        var report = await _bench.RunAsync();

        var broken = report.Checks.Single(finding => finding.Check == "bus_chips");
        Assert.Equal((FindingResult.Fail, "could not be looked at: broken"), (broken.Result, broken.Seen));
        Assert.Contains(report.Checks, finding => finding.Check == "registry");
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("doctor", "--config")]
    [InlineData("doctor", "--config", "a", "--jsn")]
    [InlineData("sensor")]
    [InlineData("sensor", "show")]
    [InlineData("sensor", "emissivity", "--config", "a")]
    [InlineData("sensor", "emissivity", "0.05", "--config", "a")]
    [InlineData("sensor", "emissivity", "warm", "--config", "a")]
    [InlineData("sensor", "address", "0x78", "--config", "a")]
    [InlineData("sensor", "address", "5a", "--config", "a")]
    [InlineData("sensor", "config", "1", "--config", "a")]
    public async Task A_wrong_command_line_ends_with_64(params string[] arguments) =>
        Assert.Equal(ExitCode.Usage, await GatewayCommands.RunAsync(arguments));

    [Theory]
    [InlineData("doctor", "--help")]
    [InlineData("sensor", "address", "--help")]
    public async Task Help_ends_with_0(params string[] arguments) =>
        Assert.Equal(ExitCode.Ok, await GatewayCommands.RunAsync(arguments));

    private sealed class Breaking : ISimulatedChip
    {
        public bool Read(byte address, byte command, Span<byte> response) => throw new InvalidOperationException("broken");

        public bool Write(byte address, ReadOnlySpan<byte> data) => false;
    }
}
