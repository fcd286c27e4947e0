using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Maintenance;
using Checkpoint.Tests.Unit.Outbox;
using Checkpoint.Tests.Unit.Time;

namespace Checkpoint.Tests.Unit.Maintenance;

public sealed class MaintenanceCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public MaintenanceCommandTests() => File.WriteAllText(
        Config, $$"""{ "Gate": { "Id": "gate-1" }, "Broker": { "Host": "b" }, "Outbox": { "Folder": "{{Data}}" } }""");

    private string Data => Path.Combine(_folder.Path, "data");

    private string Config => Path.Combine(_folder.Path, "gateway.json");

    private MaintenanceFiles Files => new(Data);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Status_on_and_off_say_who_and_why_and_change_what_the_gateway_reads()
    {
        Assert.Equal("maintenance is off\n", await RunAsync("maintenance"));
        var on = await RunAsync("maintenance", "on", "--operator", "王伟", "--reason", "new sensor");
        Assert.Contains("maintenance is on: what the gate records is marked and never counted", on, StringComparison.Ordinal);
        Assert.Contains($"no gateway runs on {Data}", on, StringComparison.Ordinal);
        Assert.Equal(("王伟", "new sensor"), (Files.Read().Note!.Operator, Files.Read().Note!.Reason));
        Assert.EndsWith("by 王伟: new sensor\n", await RunAsync("maintenance"), StringComparison.Ordinal);

        Assert.Contains("by 王伟: new sensor", await RunAsync("maintenance", "off", "--operator", "li"), StringComparison.Ordinal);
        Assert.False(Files.Read().IsOn);
        Assert.EndsWith("by li\n", await RunAsync("maintenance"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_twice_keeps_the_first_and_off_twice_is_no_error()
    {
        await RunAsync("maintenance", "on", "--operator", "wang");
        Assert.Contains("maintenance was on already", await RunAsync("maintenance", "on", "--operator", "li"), StringComparison.Ordinal);
        Assert.Equal("wang", Files.Read().Note!.Operator);
        await RunAsync("maintenance", "off");
        Assert.Contains("maintenance was off already", await RunAsync("maintenance", "off"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_switch_is_told_and_can_be_switched_on_and_off()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, MaintenanceNote.FileName), "{");
        Assert.Equal("maintenance is on, since maintenance.json can't be read: not JSON\n", await RunAsync("maintenance"));
        await RunAsync("maintenance", "on", "--operator", "wang");
        Assert.Equal("wang", Files.Read().Note!.Operator);
        File.WriteAllText(Path.Combine(Data, MaintenanceNote.FileName), "{");
        await RunAsync("maintenance", "off");
        Assert.False(Files.Read().IsOn);
    }

    [Fact]
    public async Task A_folder_in_the_switchs_place_is_not_said_to_be_switched_off()
    {
        Directory.CreateDirectory(Path.Combine(Data, MaintenanceNote.FileName));
        Assert.Equal(ExitCode.InputOutput, await CodeAsync("maintenance", "off"));
        Assert.True(Files.Read().IsOn);
    }

    [Fact]
    public async Task With_a_gateway_running_it_says_that_it_will_notice()
    {
        var options = new Gateway.Outbox.OutboxOptions { Folder = Data };
        using (Gateway.Outbox.Outbox.Open(options, "board-1", OutboxBench.Zone(), new ManualBoardClock()))
            Assert.Contains("the running gateway notices within a second", await RunAsync("maintenance", "on"), StringComparison.Ordinal);
        Assert.Contains("no gateway runs", await RunAsync("maintenance", "off"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_at_once_all_end_well_and_the_switch_is_whole()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
            Assert.Equal(ExitCode.Ok, await CodeAsync("maintenance", "on", "--operator", $"operator-{i}")))));
        Assert.StartsWith("operator-", Files.Read().Note!.Operator, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--operator has 65 bytes of UTF-8, more than 64", "--operator", "a123456789b123456789c123456789d123456789e123456789f12345678901234")]
    [InlineData("--reason has control characters", "--reason", "two\nlines")]
    [InlineData("--operator is empty", "--operator", " ")]
    public async Task A_name_or_reason_that_no_event_could_carry_ends_with_64_and_says_why(string expected, params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, await CodeAsync(["maintenance", "on", .. arguments]));
        Assert.Contains(expected, _error.ToString(), StringComparison.Ordinal);
        Assert.False(Files.Read().IsOn);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_ends_with_74_and_says_so()
    {
        File.WriteAllText(Data, "");
        Assert.Equal(ExitCode.InputOutput, await CodeAsync("maintenance", "on"));
        Assert.Contains(Data, _error.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        var code = await CodeAsync(arguments);
        Assert.True(code == ExitCode.Ok, $"{code}: {_error}");
        return _output.ToString();
    }

    private Task<int> CodeAsync(params string[] arguments) =>
        GatewayCommands.RunAsync([.. arguments, "--config", Config], TextWriter.Synchronized(_output), TextWriter.Synchronized(_error));
}
