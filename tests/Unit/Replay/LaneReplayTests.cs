using System.Globalization;
using System.Text;
using Checkpoint.Contract.Csv;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Replay;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Tests.Unit.Replay;

public class LaneReplayTests
{
    private static readonly ScreeningOptions Waiting = new() { LeastIndoors = TimeSpan.FromMinutes(10) };

    [Fact]
    public void A_normal_persons_recording_is_decided_and_their_passage_named()
    {
        var facts = Replay(
            Person(33.9) + "2500,,,beam_outside,1\n2700,,,beam_inside,1\n2900,,,beam_outside,0\n3100,,,beam_inside,0\n", Waiting);

        Assert.Equal(ScreeningOutcome.Normal, facts.OfType<AttemptDecided>().Single().Verdict.Outcome);
        Assert.Equal((PassageEnd.Completed, 1L), facts.OfType<MovementEnded>().Select(ended => (ended.End, ended.Person!.Value)).Single());
    }

    [Fact]
    public void Without_waiting_in_the_warm_nobody_is_normal_and_the_words_say_why()
    {
        var decided = Replay(Person(33.9), new ScreeningOptions()).OfType<AttemptDecided>().Single();

        Assert.Equal((ScreeningOutcome.Manual, ScreeningReason.NotAcclimatised), (decided.Verdict.Outcome, decided.Verdict.Reason));
        Assert.Contains("skin so cold hides a fever", PlainWords.Of(decided));
    }

    [Fact]
    public void A_cold_start_knows_nothing_of_the_sensors_drift() => Assert.Equal(
        ScreeningReason.SensorTemperatureUnknown,
        Replay(Person(33.9), Waiting, isSteadyBefore: false).OfType<AttemptDecided>().Single().Verdict.Reason);

    [Fact]
    public void A_sensor_that_failed_all_along_is_a_fault()
    {
        var rows = "0,,,presence,1,\n" + string.Concat(Enumerable.Range(0, 16).Select(i => $"{i * 100},,,,,nack\n"));
        var facts = LaneReplay.Run(
            [.. RecordingReader.Read(new StringReader("at_ms,surface_c,ambient_c,line,active,fault\n" + rows))],
            new LineOptions(), Waiting, new SensorStanding(), isSteadyBefore: true).ToList();

        Assert.Equal(ScreeningReason.SensorFault, facts.OfType<AttemptDecided>().Single().Verdict.Reason);
    }

    [Fact]
    public void Every_reason_has_words() => Assert.All(
        Enum.GetValues<ScreeningReason>(), reason => Assert.Contains(' ', PlainWords.Of(reason)));

    [Theory]
    [InlineData("surface_c\n33\n", "line 1: column at_ms missing")]
    [InlineData("at_ms,surface_c\n,33\n", "line 2: at_ms: is empty")]
    [InlineData("at_ms,surface_c\n-1,33\n", "line 2: at_ms: -1 is not between 0 and 31536000000")]
    [InlineData("at_ms,surface_c\n5,33\n4,33\n", "line 3: at_ms: is earlier than the row before")]
    [InlineData("at_ms,surface_c\n5,400\n", "line 2: surface_c: 400 is not between -70.01 and 382.19")]
    [InlineData("at_ms,ambient_c\n5,20\n", "line 2: surface_c: is empty, but ambient_c is not")]
    [InlineData("at_ms,air_c\n5,99\n", "line 2: air_c: 99 is not between -40 and 85")]
    [InlineData("at_ms,line,active\n5,presence,2\n", "line 2: active: '2' is not 0 or 1")]
    [InlineData("at_ms,line,active\n5,,1\n", "line 2: line: is empty, but active is not")]
    public void A_recording_that_cannot_be_read_is_refused_by_line_and_column(string table, string problem) =>
        Assert.Equal(problem, Assert.Throws<CsvException>(() => RecordingReader.Read(new StringReader(table)).ToList()).Message);

    [Theory]
    [InlineData("at_ms,line,active\n5,window,1\n", "line 2: line: 'window' is not one of presence, beam_outside")]
    [InlineData("at_ms,fault\n5,none\n", "line 2: fault: 'none' is not one of nack, pec_mismatch")]
    public void A_name_nobody_knows_is_told_with_those_that_are_known(string table, string problem) => Assert.StartsWith(
        problem, Assert.Throws<CsvException>(() => RecordingReader.Read(new StringReader(table)).ToList()).Message, StringComparison.Ordinal);

    private static List<LaneFact> Replay(string rows, ScreeningOptions screening, bool isSteadyBefore = true) =>
    [
        .. LaneReplay.Run(
            [.. RecordingReader.Read(new StringReader("at_ms,surface_c,ambient_c,line,active\n" + rows))],
            new LineOptions(), screening, new SensorStanding(), isSteadyBefore),
    ];

    /// <summary>Steps up at 0 s, is read at 10 Hz with a living sensor's noise, and has gone at 2 s.</summary>
    private static string Person(double surfaceC)
    {
        var rows = new StringBuilder("0,,,presence,1\n");
        for (var i = 0; i < 15; i++)
            rows.Append(CultureInfo.InvariantCulture, $"{i * 100},{surfaceC + (i % 3 * 0.02):0.00},{(i == 0 ? "22" : "")},,\n");
        return rows.Append("2000,,,presence,0\n").ToString();
    }
}
