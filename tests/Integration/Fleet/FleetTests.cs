using Checkpoint.DeviceSim.Fleet;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Tests.Integration.Fleet;

public sealed class FleetTests
{
    private const int Gates = 200;

    [Fact]
    public async Task A_fleet_of_200_gates_loses_nothing_doubles_nothing_and_has_fewer_than_40_threads()
    {
        string folder = TestFolder.Create("fleet");
        var output = Path.Combine(folder, "fleet.log");
        string[] arguments =
        [
            "fleet", "--gates", $"{Gates}", "--rate", "400", "--for", "5s", "--seed", "7", "--data", Path.Combine(folder, "site"),
        ];

        await using var fleet = ChildProgram.Start(new ChildCommand(OwnProgram.Simulator, arguments), output);
        var exitCode = await fleet.WaitForExitAsync(TimeSpan.FromMinutes(5));

        var text = await File.ReadAllTextAsync(output);
        Assert.True(exitCode == 0, text);
        Assert.Contains("made 2000, acked 2000, pending 0, rejected 0, refused 0", text, StringComparison.Ordinal);
        Assert.Contains("every record is accounted for", text, StringComparison.Ordinal);
        Assert.InRange(ThreadsAtMost(text), 1, 39);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_fleet_without_enough_passwords_ends_with_EX_CONFIG_before_touching_the_network()
    {
        string folder = TestFolder.Create("fleet");
        var output = Path.Combine(folder, "fleet.log");
        string[] arguments = ["fleet", "--gates", "3", "--broker", "127.0.0.1:1", "--credentials", folder];

        await using var fleet = ChildProgram.Start(new ChildCommand(OwnProgram.Simulator, arguments), output);

        Assert.Equal(78, await fleet.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("has passwords of 0 gates; --gates is 3", await File.ReadAllTextAsync(output), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static int ThreadsAtMost(string text)
    {
        const string mark = "threads at most ";
        var after = text[(text.LastIndexOf(mark, StringComparison.Ordinal) + mark.Length)..];
        return int.Parse(after.Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
