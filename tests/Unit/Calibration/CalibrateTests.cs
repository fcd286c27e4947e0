using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Calibrations;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Maintenance;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Outbox;
using Checkpoint.Tests.Unit.Time;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;

namespace Checkpoint.Tests.Unit.Calibrations;

/// <summary>The whole dialogue over the real driver.</summary>
public sealed class CalibrateTests : IDisposable
{
    private readonly CalibrationScene _scene = new();

    private Calibration? Saved => _scene.Files.ReadCalibration().Value;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void A_sensor_that_reads_0_4_too_high_is_found_out_and_corrected()
    {
        _scene.ErrorC = 0.4;
        Assert.Equal((ExitCode.Ok, ""), (_scene.Calibrate(), _scene.Error));

        var saved = Saved!;
        foreach (var reference in new[] { 35.0, 37, 39 })
            Assert.Equal(reference, (saved.Gain * (reference + 0.4)) + saved.OffsetC, 0.05);
        Assert.Equal((CalibrationBench.IdText, "Wang Wei", CalibrationMethod.Blackbody), (saved.Sensor, saved.Operator, saved.Method));
        Assert.Equal(0.4, saved.Before.RmsC, 0.03);
        Assert.InRange(saved.After.MostC, 0, 0.05);
        Assert.True(saved.IsMedical);
        Assert.Equal([35.0, 37, 39], saved.Points.Select(point => point.ReferenceC));
        Assert.Contains("3 of 3: blackbody at 39.00 °C", _scene.Output, StringComparison.Ordinal);
        Assert.Contains("The gateway takes it up at its next start.", _scene.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_scene.Folder, "*.new"));
    }

    [Fact]
    public void Supply_and_the_targets_emissivity_are_not_taken_for_the_sensors_error()
    {
        _scene.Options = _scene.Options with { Screening = _scene.Options.Screening with { SupplyVolts = 3.3 } };
        _scene.Emissivity = 0.95;
        _scene.ErrorC = -0.3;
        Assert.Equal(ExitCode.Ok, _scene.Calibrate(CalibrationScene.Request(37) with { TargetEmissivity = 0.95 }));
        Assert.Equal(0.3, Saved!.OffsetC, 0.03);
    }

    [Fact]
    public void A_gain_is_found_with_three_references_and_left_alone_with_two()
    {
        _scene.GainError = 1.03;
        Assert.Equal(ExitCode.Ok, _scene.Calibrate());
        Assert.Equal(1 / 1.03, Saved!.Gain, 0.01);
        Assert.Equal(ExitCode.Refused, _scene.Calibrate(CalibrationScene.Request(35, 39)));
        Assert.Contains("it makes things worse", _scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_calibration_keeps_the_first_and_is_measured_against_it()
    {
        _scene.ErrorC = 0.4;
        _scene.Calibrate();
        var first = File.ReadAllText(_scene.Files.CalibrationPath);
        _scene.ErrorC = 0.6;
        Assert.Equal(ExitCode.Ok, _scene.Calibrate());
        Assert.Equal(0.2, Saved!.Before.RmsC, 0.04);
        Assert.Equal(first, File.ReadAllText(Path.Combine(_scene.Folder, Calibration.PreviousFileName)));
    }

    [Fact]
    public void One_that_gains_nothing_is_refused_and_the_first_stays()
    {
        _scene.ErrorC = 0.4;
        _scene.Calibrate();
        var first = File.ReadAllText(_scene.Files.CalibrationPath);
        Refused("less than 0.02: the present calibration stays");
        Assert.Equal(first, File.ReadAllText(_scene.Files.CalibrationPath));
    }

    [Fact]
    public void With_a_contact_thermometer_what_it_says_counts_and_nonsense_is_asked_again()
    {
        var request = CalibrationScene.Request(37) with { Method = CalibrationMethod.Contact };
        Assert.Equal(ExitCode.Ok, _scene.Calibrate(request, "warm", "", "370", "-37", "36,80", "y"));
        Assert.Equal(-0.2, Saved!.OffsetC, 0.03);
        Assert.Equal(36.8, Saved.Points.Single().ReferenceC);
        Refused("no reference was given", request, "1", "2", "3", "4", "5", "37");
    }

    [Fact]
    public void A_sensor_swapped_half_way_is_noticed()
    {
        _scene.BeforeAnswer = question =>
        {
            if (question == 2)
                _scene.Chip.SetId(0xFF);
        };
        Refused($"the sensor was changed half way: it was {CalibrationBench.IdText}, now it is 00000000000000ff");
    }

    [Fact]
    public void The_calibration_of_another_sensor_gives_way_only_to_one_said_to_be_new()
    {
        _scene.Files.Save(CalibrationBench.Sample with { Sensor = "00000000000000ff" });
        Refused($"calibration.json is of sensor 00000000000000ff, this is {CalibrationBench.IdText}: say --new-sensor");
        Assert.Equal(ExitCode.Ok, _scene.Calibrate(CalibrationScene.Request() with { IsNewSensor = true }));
        Assert.Equal(CalibrationBench.IdText, Saved!.Sensor);
    }

    [Fact]
    public void A_damaged_calibration_is_told_and_replaced()
    {
        Directory.CreateDirectory(_scene.Folder);
        File.WriteAllText(_scene.Files.CalibrationPath, "{");
        Assert.Equal(ExitCode.Ok, _scene.Calibrate());
        Assert.Contains("Note: calibration.json can't be read: not JSON; a new one will replace it.", _scene.Output, StringComparison.Ordinal);
        Assert.Equal("{", File.ReadAllText(Path.Combine(_scene.Folder, Calibration.PreviousFileName)));
    }

    [Fact]
    public void A_target_that_wobbles_is_never_steady()
    {
        _scene.WobbleC = seconds => Math.Sin(seconds);
        Refused("not steady within 3 minutes: readings ");
    }

    [Fact]
    public void A_target_still_warming_up_is_waited_for()
    {
        _scene.WobbleC = seconds => -3 * Math.Exp(-seconds / 20);
        Assert.Equal(ExitCode.Ok, _scene.Calibrate(CalibrationScene.Request(37)));
        Assert.InRange(Math.Abs(Saved!.OffsetC), 0, 0.15);
    }

    [Fact]
    public void A_sensor_whose_own_temperature_drifts_is_refused()
    {
        _scene.Ambient = seconds => 23 + (seconds / 60);
        Refused("the sensor's own temperature changes by +1.0 °C a minute, more than 0.5");
    }

    [Theory]
    [InlineData(15.5)]
    [InlineData(40.5)]
    public void A_sensor_too_cold_or_too_warm_is_refused(double ambientC)
    {
        _scene.Ambient = _ => ambientC;
        Refused("°C, not at 16 to 40");
        Assert.Contains($"the sensor itself is at {ambientC:0}"[..^1], _scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stuck_sensor_is_refused()
    {
        _scene.NoiseC = 0;
        Refused("the sensor says the same word again and again: it is stuck");
    }

    [Fact]
    public void A_sensor_that_does_not_look_at_the_reference_is_refused()
    {
        _scene.WobbleC = _ => -15;
        Refused("where 35.00 are expected: aim it at the reference");
    }

    [Fact]
    public void Error_codes_that_are_wrong_throughout_are_refused()
    {
        _scene.Bus.Inject(BusFaultKind.BadPec, int.MaxValue);
        Refused("the words come with wrong error codes");
    }

    [Fact]
    public void Error_codes_that_are_often_wrong_are_refused_though_each_word_came_at_last()
    {
        using var scene = new CalibrationScene { Bus = new SimulatedSmBus(new Random(1), BusFaultRates.None with { BadPec = 0.05 }) };
        scene.Bus.Attach(SimulatedMlx90614.DefaultAddress, scene.Chip);
        Assert.Equal(ExitCode.Refused, scene.Calibrate());
        Assert.Contains("words came with wrong error codes", scene.Error, StringComparison.Ordinal);
        Assert.Null(scene.Files.ReadCalibration().Value);
    }

    [Fact]
    public void A_sensor_that_falls_silent_half_way_is_refused()
    {
        _scene.BeforeAnswer = question => _scene.Bus.Inject(BusFaultKind.Nack, question == 1 ? int.MaxValue : 0);
        Refused("the sensor: nobody answers");
    }

    [Fact]
    public void A_chip_set_to_another_emissivity_is_refused()
    {
        _scene.Chip.SetWord(Mlx90614.EmissivityCell, Mlx90614Identity.EmissivityWordOf(0.95));
        Refused("the chip's emissivity is set to 0.95, not 1.00: the gate would not trust it");
    }

    [Fact]
    public void A_sensor_out_by_more_than_3_is_refused()
    {
        _scene.ErrorC = 3.5;
        Refused("an offset of ");
    }

    [Theory]
    [InlineData("you said no", "", "", "", "n")]
    [InlineData("you said no", "", "", "", "")]
    [InlineData("the input ended", "", "", "", "EOF")]
    [InlineData("the input ended", "", "EOF")]
    public void Nothing_is_saved_without_a_yes(string why, params string[] answers) => Refused(why, null, answers);

    [Fact]
    public void With_yes_on_the_command_line_there_is_no_last_question() =>
        Assert.Equal(ExitCode.Ok, _scene.Calibrate(CalibrationScene.Request() with { SavesUnasked = true }, "", "", "", "EOF"));

    [Fact]
    public void A_gateway_at_work_must_be_in_maintenance_from_the_first_point_to_the_last()
    {
        using var outbox = GateOutbox.Open(_scene.Options.Outbox, "board-1", OutboxBench.Zone(), new ManualBoardClock());
        Assert.Equal(ExitCode.Busy, _scene.Calibrate());
        Assert.Contains("switch maintenance on first", _scene.Error, StringComparison.Ordinal);

        var switches = new MaintenanceFiles(_scene.Folder);
        var note = new MaintenanceNote(OutboxBench.Noon, true, "wang", null);
        switches.Begin(note);
        _scene.BeforeAnswer = question =>
        {
            if (question == 1)
                switches.End(new MaintenanceEnd(note, OutboxBench.Noon, true, "li", null));
        };
        Assert.Equal(ExitCode.Busy, _scene.Calibrate());
        Assert.Null(Saved);

        switches.Begin(note);
        _scene.BeforeAnswer = _ => { };
        Assert.Equal(ExitCode.Ok, _scene.Calibrate());
        Assert.Contains("The gateway takes it up when maintenance is switched off.", _scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_at_once_are_one_too_many()
    {
        var second = 0;
        _scene.BeforeAnswer = question =>
        {
            if (question != 1)
                return;
            using var other = new CalibrationScene { Options = _scene.Options };
            second = other.Calibrate();
            Assert.Contains("another calibration of this gate is under way", other.Error, StringComparison.Ordinal);
        };
        Assert.Equal(ExitCode.Ok, _scene.Calibrate());
        Assert.Equal(ExitCode.Refused, second);
    }

    [Fact]
    public void A_full_disk_is_told_and_leaves_the_present_calibration_whole()
    {
        _scene.ErrorC = 0.4;
        _scene.Calibrate();
        var first = File.ReadAllText(_scene.Files.CalibrationPath);
        File.CreateSymbolicLink($"{_scene.Files.CalibrationPath}.{Environment.ProcessId}.new", "/dev/full");
        _scene.ErrorC = 0.6;
        var fault = Assert.Throws<IOException>(() => _scene.Calibrate());
        Assert.Contains("calibration.json could not be written: No space left on device", fault.Message, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllText(_scene.Files.CalibrationPath));
    }

    private void Refused(string why, CalibrationRequest? request = null, params string[] answers)
    {
        var before = Saved;
        Assert.Equal(ExitCode.Refused, _scene.Calibrate(request, answers));
        Assert.Contains(why, _scene.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was saved.\n", _scene.Error, StringComparison.Ordinal);
        Assert.Equal(before?.Date, Saved?.Date);
    }
}
