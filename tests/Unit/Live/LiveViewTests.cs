using System.Text.Json;
using Checkpoint.Gateway.Live;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Live;

public class LiveViewTests
{
    private const int Second = 1_000_000;

    private readonly LiveView _view = new("gate-1");

    [Fact]
    public void The_page_says_temperatures_spread_lines_lamps_and_what_was_decided()
    {
        _view.Apply(new LiveLine.Sensor(1, "sensor 06, calibrated 2026-02-10", null));
        for (var i = 0; i < 12; i++)
            _view.Apply(new LiveLine.Sample(i * Second / 10, 3450 + i, 2230, 3660 + i, null));
        _view.Apply(new LiveLine.Air(2, 2190, -1820));
        _view.Apply(new LiveLine.Level(3, LaneLine.Presence, true));
        _view.Apply(new LiveLine.Level(3, LaneLine.BeamOutside, false));
        _view.Apply(new LiveLine.Lamps(4, [PanelSignals.Green, PanelSignals.Buzzer]));
        _view.Apply(new LiveLine.Fact(5, "person 1, attempt 1: normal, clinical: nothing stands against it"));

        Assert.Equal(
            [
                "gate-1   sensor 06, calibrated 2026-02-10",
                "",
                "surface   34.61 °C    last 10 readings within 0.09 °C",
                "sensor    22.30 °C    difference  12.31 °C",
                "body      36.71 °C    an estimate, no decision    air 21.90 °C, outside -18.20 °C",
                "aim      [===========================================|                ] highest of 5 s 34.61 °C",
                "",
                "lines    ■ presence  □ beam_outside",
                "lamps    green buzzer",
                "",
                "t5  person 1, attempt 1: normal, clinical: nothing stands against it",
            ],
            Render(120, 24));
    }

    [Fact]
    public void Doubt_maintenance_loss_and_a_sensor_that_does_not_answer_are_told()
    {
        _view.Apply(new LiveLine.Sensor(1, "sensor 06, not calibrated", "the chip's emissivity is set to 0.95, not 1.00"));
        _view.Apply(new LiveLine.Maintenance(1, true));
        _view.Apply(new LiveLine.Lost(1, 40));
        _view.Apply(new LiveLine.Lost(1, 2));
        _view.Apply(new LiveLine.Sample(1, null, null, null, SensorFailure.PecMismatch));
        var page = string.Join('\n', Render(120, 24));
        Assert.Contains("MAINTENANCE: not counted", page, StringComparison.Ordinal);
        Assert.Contains("NOT TRUSTED: the chip's emissivity is set to 0.95, not 1.00", page, StringComparison.Ordinal);
        Assert.Contains("42 lines lost", page, StringComparison.Ordinal);
        Assert.Contains("no reading: pec_mismatch", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_highest_reading_is_forgotten_after_five_seconds_and_failures_are_no_readings()
    {
        Read(0, 3500);
        Read(4.9, 2200);
        Assert.Equal(3500, _view.HighestCentiC);
        _view.Apply(new LiveLine.Sample(5 * Second, null, null, null, SensorFailure.Nack));
        Read(5.1, 2210);
        Assert.Equal((2210, 1300), (_view.HighestCentiC!.Value, _view.SpreadCentiC!.Value));
    }

    [Fact]
    public void An_older_word_on_a_line_does_not_undo_a_newer_one()
    {
        _view.Apply(new LiveLine.Level(20, LaneLine.Door, true));
        _view.Apply(new LiveLine.Level(10, LaneLine.Door, false));
        Assert.Contains("lines    ■ door", Render(80, 24));
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 12)]
    [InlineData(10, 3)]
    [InlineData(1, 1)]
    public void The_page_fits_any_terminal_and_shows_the_latest(int width, int height)
    {
        for (var i = 0; i < 100; i++)
            _view.Apply(new LiveLine.Fact(i, $"fact {i} with some more words than go into one line of a terminal of eighty columns, surely"));
        Read(0, 3400);
        var page = Render(width, height);
        Assert.InRange(page.Count, 1, height);
        Assert.All(page, line => Assert.InRange(line.Length, 0, width));
        if (height == 24)
            Assert.Contains(page, line => line.Contains("fact 99", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-4000)]
    [InlineData(38000)]
    public void Readings_far_outside_do_not_break_the_bar(int centiC)
    {
        Read(0, centiC);
        Assert.Contains(Render(120, 24), line => line.StartsWith("aim      [", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_of_line_survives_the_wire_and_has_a_text()
    {
        LiveLine[] lines =
        [
            new LiveLine.Sample(1, 3450, 2230, 3660, null),
            new LiveLine.Sample(1, null, null, null, SensorFailure.BusTimedOut),
            new LiveLine.Air(1, null, -1820),
            new LiveLine.Level(1, LaneLine.BeamInside, true),
            new LiveLine.Fact(1, "text"),
            new LiveLine.Sensor(1, "sensor", "doubt"),
            new LiveLine.Maintenance(1, true),
            new LiveLine.Lost(1, 3),
            new LiveLine.Refused(1, "why"),
        ];
        foreach (var line in lines)
        {
            var json = JsonSerializer.Serialize(line, LiveJson.Default.LiveLine);
            Assert.Equal(line, JsonSerializer.Deserialize(json, LiveJson.Default.LiveLine));
            Assert.DoesNotContain('\n', json);
            Assert.NotEmpty(LiveText.Of(line));
        }

        Assert.Equal(
            """{"kind":"sample","surface_centi_c":3450,"ambient_centi_c":2230,"body_centi_c":3660,"at_us":1}""",
            JsonSerializer.Serialize(lines[0], LiveJson.Default.LiveLine));
        Assert.Equal(
            """{"kind":"lamps","lit":["green","barrier"],"at_us":1}""",
            JsonSerializer.Serialize(new LiveLine.Lamps(1, [PanelSignals.Green, PanelSignals.Barrier]), LiveJson.Default.LiveLine));
    }

    private void Read(double seconds, int centiC) =>
        _view.Apply(new LiveLine.Sample((long)(seconds * Second), centiC, null, null, null));

    private IReadOnlyList<string> Render(int width, int height) => _view.Render(width, height, at => $"t{at}");
}
