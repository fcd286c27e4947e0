using Checkpoint.Gateway.Host;
using Checkpoint.Tests.Unit.Outbox;

namespace Checkpoint.Tests.Unit.Calibrations;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly StringWriter _error = new();

    private string Config => Path.Combine(_folder.Path, "gateway.json");

    public CalibrateCommandTests() => File.WriteAllText(
        Config,
        $$"""
        { "Gate": { "Id": "gate-1" }, "Broker": { "Host": "b" }, "Sensor": { "BusPath": "{{_folder.Path}}/no-bus" },
          "Outbox": { "Folder": "{{_folder.Path}}/data" } }
        """);

    public void Dispose()
    {
        _error.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("--operator", "--method blackbody")]
    [InlineData("--method", "--operator wang")]
    [InlineData("pan", "--operator wang --method pan")]
    [InlineData("such as 35,37,39", "--operator wang --method contact --reference 35;37")]
    [InlineData("such as 35,37,39", "--operator wang --method contact --reference 35,,39")]
    [InlineData("25 to 45 °C", "--operator wang --method contact --reference 35,370")]
    [InlineData("25 to 45 °C", "--operator wang --method contact --reference NaN")]
    [InlineData("one stands there twice", "--operator wang --method contact --reference 37,37")]
    [InlineData("10 temperatures, more than 9", "--operator wang --method contact --reference 30,31,32,33,34,35,36,37,38,39")]
    [InlineData("--target-emissivity 1.2: not 0.9 to 1", "--operator wang --method blackbody --target-emissivity 1.2")]
    [InlineData("--target-emissivity x: not 0.9 to 1", "--operator wang --method blackbody --target-emissivity x")]
    public async Task A_wrong_command_line_is_told_by_name_and_ends_with_64(string expected, string arguments)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(arguments.Split(' ')));
        Assert.Contains(expected, _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bus_that_is_not_there_is_told_and_ends_with_69()
    {
        Assert.Equal(ExitCode.Unavailable, await RunAsync("--operator", "wang", "--method", "blackbody"));
        Assert.Contains($"{_folder.Path}/no-bus", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] arguments) =>
        GatewayCommands.RunAsync(["calibrate", "--config", Config, .. arguments], TextWriter.Null, _error);
}
