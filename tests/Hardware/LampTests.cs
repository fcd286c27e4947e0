using Checkpoint.Contract.Records;
using Checkpoint.Tests.Hardware.Protocol;
using static Checkpoint.Tests.Hardware.BoardWiring;

namespace Checkpoint.Tests.Hardware;

/// <summary>What the lamps, the buzzer and the door's strike did, by the board's own stamps.</summary>
[Collection(nameof(OnTheBoard))]
public class LampTests(BoardRun run)
{
    /// <summary>The gateway writes all lines in one call, and the kernel sets one after the other.</summary>
    private const long OneCallMicroseconds = 50_000;

    /// <summary>500 ms by the configuration, and never as long as the second that a hung program may hold.</summary>
    private const long MostStrikeMicroseconds = 1_000_000;

    public static TheoryData<string, string, int> Lamps => new()
    {
        { VisitName.ThroughTheDoor, "green", 1 },
        { VisitName.Plain, "green", 1 },
        { VisitName.Fever, "amber, red", 0 },
        { VisitName.Cold, "amber, amber+red, green", 1 },
        { VisitName.Hasty, "amber", 0 },
        { VisitName.Followed, "green", 1 },
        { VisitName.Outward, "", 0 },
        { VisitName.TurnsBack, "green", 1 },
        { VisitName.NearThreshold, "amber, green", 1 },
        { VisitName.Under(BusFault.StuckLow, 1), "amber+red", 0 },
        { VisitName.StuckSensor, "amber+red", 0 },
    };

    [Theory]
    [MemberData(nameof(Lamps))]
    public void Lamps_say_the_verdicts_in_their_order(string visit, string expected, int strikes)
    {
        var changes = ChangesDuring(visit);

        Assert.Equal(expected, string.Join(", ", LitTogether(changes)));
        Assert.Equal(strikes, changes.Count(change => change is { Line: Strike, High: true }));
    }

    [Theory]
    [MemberData(nameof(Lamps))]
    public void The_buzzer_sounds_with_a_verdict_and_only_then(string visit, string lamps, int strikes)
    {
        _ = strikes;
        Assert.Equal(lamps.Length > 0, ChangesDuring(visit).Any(change => change is { Line: Buzzer, High: true }));
    }

    [Theory]
    [MemberData(nameof(Lamps))]
    public void The_strike_lets_go_within_a_second(string visit, string lamps, int strikes)
    {
        _ = (lamps, strikes);
        var strike = ChangesDuring(visit).Where(change => change.Line == Strike).Select(change => change.At).ToList();

        Assert.True(strike.Count % 2 == 0, "the strike was left on");
        Assert.All(strike.Chunk(2), pulse => Assert.InRange(pulse[1] - pulse[0], 1, MostStrikeMicroseconds));
    }

    [Fact]
    public void No_lamp_lights_before_its_verdict_is_given()
    {
        foreach (var visit in run.Protocol.Visits.Where(visit => run.Of<Screening>(visit.Name).Count > 0))
        {
            var first = run.Records.First(kept => kept.MadeAt >= visit.BeganAt && kept.Record is Screening);
            Assert.All(ChangesDuring(visit.Name).Where(change => change.High), change => Assert.True(change.At >= first.MadeAt));
        }
    }

    [Fact]
    public void What_a_lamp_has_said_is_on_record_although_the_gateway_is_killed()
    {
        Assert.Contains(Green, run.Mark("killed").LitBefore);
        Assert.Equal(ScreeningOutcome.Normal, run.Of<Screening>(VisitName.LastBeforeKill)[^1].Outcome);
    }

    [Fact]
    public void A_start_after_a_kill_switches_everything_off()
    {
        Assert.Equal(137, run.Mark("killed").ExitCode);
        Assert.Contains(Green, run.Mark("killed").LitAfter);
        Assert.Empty(run.Mark("started again").LitAfter);
    }

    [Fact]
    public void A_stop_switches_everything_off()
    {
        Assert.Contains(Green, run.Mark("stopped").LitBefore);
        Assert.Empty(run.Mark("stopped").LitAfter);
        Assert.Equal(0, run.Mark("stopped").ExitCode);
    }

    private List<OutputChange> ChangesDuring(string name)
    {
        var visit = run.Protocol.VisitNamed(name);
        return [.. run.Protocol.Outputs.Where(change => change.At >= visit.BeganAt && change.At <= visit.EndedAt)];
    }

    /// <summary>Which lamps were lit together, one entry for each change of what they say; dark is left out.</summary>
    private static List<string> LitTogether(List<OutputChange> changes)
    {
        var lit = new SortedSet<int>();
        var said = new List<string>();
        foreach (var (change, until) in changes.Zip(changes.Skip(1).Select(next => next.At).Append(long.MaxValue)))
        {
            if (change.High)
                lit.Add(change.Line);
            else
                lit.Remove(change.Line);
            var words = string.Join('+', lit.Where(Names.ContainsKey).Select(line => Names[line]));
            if (until - change.At > OneCallMicroseconds && words.Length > 0 && said.LastOrDefault() != words)
                said.Add(words);
        }

        return said;
    }

    private static readonly Dictionary<int, string> Names = new() { [Green] = "green", [Amber] = "amber", [Red] = "red" };
}
