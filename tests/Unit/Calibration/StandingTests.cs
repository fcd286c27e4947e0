using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Calibrations;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Outbox;

namespace Checkpoint.Tests.Unit.Calibrations;

public sealed class StandingTests : IDisposable
{
    private readonly CalibrationBench _bench = new();

    private static string IdText => CalibrationBench.IdText;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_medical_part_as_delivered_is_trusted_and_corrected_as_the_options_say()
    {
        _bench.Screening = _bench.Screening with { OffsetC = -0.2, Gain = 1.01 };
        var standing = _bench.Keeper().Look();
        Assert.Null(standing.Doubt);
        Assert.True(standing.IsMedical);
        Assert.Equal(new SensorCorrection(SimulatedMlx90614.DefaultId, -0.2, 1.01), standing.Correction);
        Assert.Equal($"sensor {IdText}, not calibrated", standing.Description);
    }

    [Fact]
    public void A_chip_that_does_not_answer_is_not_known()
    {
        _bench.Bus.Inject(BusFaultKind.Nack, int.MaxValue);
        Assert.Equal(SensorStanding.Unknown, _bench.Keeper().Look());
    }

    [Fact]
    public void A_chip_set_to_another_emissivity_is_doubtful()
    {
        _bench.Chip.SetWord(Mlx90614.EmissivityCell, Mlx90614Identity.EmissivityWordOf(0.95));
        Assert.Equal("the chip's emissivity is set to 0.95, not 1.00", _bench.Keeper().Look().Doubt);
    }

    [Fact]
    public void A_calibration_goes_before_the_options_and_is_told_with_its_date()
    {
        _bench.Screening = _bench.Screening with { OffsetC = -0.2 };
        _bench.Files.Save(CalibrationBench.Sample with { Gain = 0.99 });
        var standing = _bench.Keeper().Look();
        Assert.Null(standing.Doubt);
        Assert.Equal(new SensorCorrection(SimulatedMlx90614.DefaultId, 0.4, 0.99), standing.Correction);
        Assert.Equal($"sensor {IdText}, calibrated 2026-02-10", standing.Description);
    }

    [Theory]
    [InlineData(0.2, true)]
    [InlineData(0.21, false)]
    public void A_standard_part_is_as_good_as_a_medical_one_once_it_is_calibrated_to_0_2(double residualC, bool isMedical)
    {
        _bench.Sensor = _bench.Sensor with { Part = SensorPart.Standard };
        Assert.False(_bench.Keeper().Look().IsMedical);
        _bench.Files.Save(CalibrationBench.Sample with { After = new Residuals(0.1, residualC) });
        Assert.Equal(isMedical, _bench.Keeper().Look().IsMedical);
    }

    [Fact]
    public void A_calibration_of_another_sensor_makes_this_one_doubtful_and_corrects_nothing()
    {
        _bench.Sensor = _bench.Sensor with { Part = SensorPart.Standard };
        _bench.Files.Save(CalibrationBench.Sample with { Sensor = "00000000000000ff" });
        var standing = _bench.Keeper().Look();
        Assert.Equal($"calibrated for sensor 00000000000000ff, this is {IdText}", standing.Doubt);
        Assert.Equal((0.0, 1.0), (standing.Correction!.Value.OffsetC, standing.Correction.Value.Gain));
        Assert.False(standing.IsMedical);
    }

    [Fact]
    public void What_was_changed_in_chip_or_options_since_the_calibration_makes_it_doubtful()
    {
        _bench.Files.Save(CalibrationBench.Sample);
        _bench.Chip.SetWord(Mlx90614.ConfigCell, 0x9FB5);
        _bench.Screening = _bench.Screening with { SupplyVolts = 3.3 };
        Assert.Equal(
            "the chip's configuration was 9fb4 when it was calibrated, and is 9fb5; calibrated with SupplyVolts 3, set to 3.3",
            _bench.Keeper().Look().Doubt);
    }

    [Fact]
    public void An_emissivity_set_in_chip_and_options_alike_is_told_by_the_calibration()
    {
        _bench.Files.Save(CalibrationBench.Sample);
        _bench.Chip.SetWord(Mlx90614.EmissivityCell, Mlx90614Identity.EmissivityWordOf(0.95));
        _bench.Sensor = _bench.Sensor with { ChipEmissivity = 0.95 };
        Assert.Equal("the chip's emissivity is not what it was when it was calibrated", _bench.Keeper().Look().Doubt);
    }

    [Theory]
    [InlineData("\"offset_c\": 0.4", "\"offset_c\": 3.1", "offset_c is 3.1, not between -3 and 3")]
    [InlineData("\"offset_c\": 0.4", "\"offset_c\": 1e999", "offset_c is Infinity, not between -3 and 3")]
    [InlineData("\"offset_c\": 0.4", "\"offset_c\": null", "offset_c is not what it should be")]
    [InlineData("\"offset_c\": 0.4,", "", "")]
    [InlineData("\"gain\": 1", "\"gain\": 1.06", "gain is 1.06, not between 0.95 and 1.05")]
    [InlineData("\"sensor\": \"0", "\"sensor\": \"", "sensor is not 16 hex digits")]
    [InlineData("\"method\": \"blackbody\"", "\"method\": 1", "method is not what it should be")]
    [InlineData("\"operator\": \"Wang Wei\"", "\"operator\": \"Wang\\u0007\"", "operator has control characters")]
    [InlineData("\"operator\": \"Wang Wei\"", "\"operator\": null", "operator is not what it should be")]
    [InlineData("\"most_c\": 0.1", "\"most_c\": 0.31", "after.most_c is 0.31, not between 0 and 0.3")]
    public void A_calibration_that_someone_has_edited_wrongly_is_a_doubt_that_names_the_field(string was, string now, string expected)
    {
        _bench.Files.Save(CalibrationBench.Sample);
        var json = File.ReadAllText(_bench.PathOf(Calibration.FileName));
        Assert.Contains(was, json, StringComparison.Ordinal);
        File.WriteAllText(_bench.PathOf(Calibration.FileName), json.Replace(was, now, StringComparison.Ordinal));
        Assert.StartsWith($"calibration.json can't be read: {expected}", _bench.Keeper().Look().Doubt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"sensor\": \"06")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public void A_damaged_calibration_is_a_doubt_and_never_taken_for_none(string content)
    {
        File.WriteAllText(_bench.PathOf(Calibration.FileName), content);
        var standing = _bench.Keeper().Look();
        Assert.StartsWith("calibration.json can't be read: ", standing.Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calibration_too_large_or_no_file_at_all_is_a_doubt_that_fits_an_event()
    {
        File.WriteAllText(_bench.PathOf(Calibration.FileName), $"{{ \"{new string('x', 60_000)}\": 1 }}");
        var doubt = _bench.Keeper().Look().Doubt;
        Assert.StartsWith("calibration.json can't be read: ", doubt, StringComparison.Ordinal);
        Assert.InRange(doubt!.Length, 1, 256);
        File.WriteAllText(_bench.PathOf(Calibration.FileName), new string(' ', 70_000));
        Assert.Equal("calibration.json can't be read: 70000 bytes, more than 65536", _bench.Keeper().Look().Doubt);
        File.Delete(_bench.PathOf(Calibration.FileName));
        Directory.CreateDirectory(_bench.PathOf(Calibration.FileName));
        Assert.StartsWith("calibration.json can't be read: ", _bench.Keeper().Look().Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void What_people_usually_measure_outlives_the_program()
    {
        var keeper = _bench.Keeper();
        keeper.Look();
        keeper.KeepUsualBody(3652);
        WaitForUsualBody();
        Assert.Equal(3652, _bench.Keeper().Look().UsualBodyCentiC);
    }

    [Fact]
    public void What_people_usually_measure_is_not_kept_of_a_sensor_that_is_not_known()
    {
        _bench.Keeper().KeepUsualBody(3652);
        Assert.Equal(default, _bench.Files.ReadUsualBody());
    }

    [Theory]
    [InlineData("00000000000000ff", 0.0, 1.0)]
    [InlineData("", 0.1, 1.0)]
    [InlineData("", 0.0, 1.001)]
    public void What_people_measured_with_another_sensor_or_correction_is_ignored(string sensor, double offsetC, double gain)
    {
        _bench.Files.Save(new UsualBody(sensor.Length == 0 ? IdText : sensor, offsetC, gain, 3652, null));
        Assert.Null(_bench.Keeper().Look().UsualBodyCentiC);
    }

    [Theory]
    [InlineData("\"median_centi_c\": 3652", "\"median_centi_c\": 365")]
    [InlineData("\"median_centi_c\": 3652", "\"median_centi_c\": \"3652\"")]
    [InlineData("{", "")]
    public void A_damaged_usual_body_counts_as_none(string was, string now)
    {
        _bench.Files.Save(new UsualBody(IdText, 0, 1, 3652, null));
        var file = _bench.PathOf(UsualBody.FileName);
        File.WriteAllText(file, File.ReadAllText(file).Replace(was, now, StringComparison.Ordinal));
        var standing = _bench.Keeper().Look();
        Assert.Null(standing.UsualBodyCentiC);
        Assert.Null(standing.Doubt);
    }

    [Fact]
    public void A_new_calibration_keeps_the_one_before_and_lets_the_usual_body_be_learned_anew()
    {
        _bench.Files.Save(CalibrationBench.Sample);
        var first = File.ReadAllText(_bench.PathOf(Calibration.FileName));
        _bench.Files.Save(new UsualBody(IdText, 0.4, 1, 3652, null));
        Assert.Equal(3652, _bench.Keeper().Look().UsualBodyCentiC);

        _bench.Files.Save(CalibrationBench.Sample with { OffsetC = 0.3 });
        Assert.Equal(first, File.ReadAllText(_bench.PathOf(Calibration.PreviousFileName)));
        Assert.Equal(0.3, _bench.Keeper().Look().Correction!.Value.OffsetC);
        Assert.Null(_bench.Keeper().Look().UsualBodyCentiC);
    }

    private void WaitForUsualBody() => OutboxBench.WaitFor(() => File.Exists(_bench.PathOf(UsualBody.FileName)));
}
