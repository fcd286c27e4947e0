using System.Text.Json;
using Checkpoint.Tests.Hardware.Protocol;

namespace Checkpoint.Tests.Hardware;

/// <summary>What <c>checkpoint-gateway doctor</c> says of the board, beside a running gateway and alone.</summary>
[Collection(nameof(OnTheBoard))]
public class DoctorTests(BoardRun run)
{
    private const int Warnings = 1;
    private const int Failures = 2;

    [Fact]
    public void Of_a_healthy_board_it_has_only_the_missing_calibration_to_say()
    {
        var examined = run.Protocol.Examined(Ailment.None);

        Assert.Equal(["sensor_calibration"], FindingsOf(examined).Where(finding => finding.Result != "pass").Select(finding => finding.Check));
        Assert.Equal(Warnings, examined.ExitCode);
    }

    [Theory]
    [InlineData(BusFault.Nack, "bus_chips", "nobody answers at any address")]
    [InlineData(BusFault.WrongPec, "sensor_pec", "wrong in every word")]
    [InlineData(BusFault.StuckHigh, "bus_chips", "the data line stays high")]
    [InlineData(BusFault.StuckLow, "bus_chips", "the data line is held low")]
    [InlineData(BusFault.ErrorFlag, "sensor", "the chip sets its error bit")]
    [InlineData(BusFault.Timeout, "bus_chips", "the clock line is held low")]
    public void It_names_what_ails_the_bus(BusFault fault, string check, string seen) =>
        AssertNamed($"{fault}", Failures, ("fail", check, seen));

    [Fact]
    public void It_names_a_sensor_that_is_stuck() =>
        AssertNamed(Ailment.StuckSensor, Failures, ("fail", "sensor_noise", "stuck"));

    [Fact]
    public void It_names_a_sensor_with_another_emissivity() =>
        AssertNamed(Ailment.Neglected, Failures, ("fail", "sensor_emissivity", "0.92"));

    [Theory]
    [InlineData("presence active")]
    [InlineData("door open")]
    [InlineData("tamper loop open")]
    public void Alone_it_names_the_lines_that_are_not_at_rest(string seen) =>
        AssertNamed(Ailment.Neglected, Failures, ("warn", "line_levels", seen));

    [Fact]
    public void Alone_it_finds_the_lines_free_and_nobody_behind_the_broker()
    {
        AssertNamed(Ailment.Neglected, Failures, ("pass", "lines", "free"));
        AssertNamed(Ailment.Neglected, Failures, ("fail", "registry", "no cloud listens"));
    }

    private void AssertNamed(string ailment, int exitCode, (string Result, string Check, string Seen) expected)
    {
        var examined = run.Protocol.Examined(ailment);

        var finding = Assert.Single(FindingsOf(examined), finding => finding.Check == expected.Check);
        Assert.Equal(expected.Result, finding.Result);
        Assert.Contains(expected.Seen, finding.Seen, StringComparison.Ordinal);
        Assert.Equal(exitCode, examined.ExitCode);
    }

    private static List<(string Check, string Result, string Seen)> FindingsOf(DoctorRun examined)
    {
        using var report = JsonDocument.Parse(examined.Output);
        return [.. report.RootElement.GetProperty("checks").EnumerateArray().Select(finding => (
            finding.GetProperty("check").GetString()!,
            finding.GetProperty("result").GetString()!,
            finding.GetProperty("seen").GetString()!))];
    }
}
