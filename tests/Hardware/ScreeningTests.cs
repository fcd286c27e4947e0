using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Hardware;

/// <summary>Ten people at the gate, and what is on record of them.</summary>
[Collection(nameof(OnTheBoard))]
public class ScreeningTests(BoardRun run)
{
    public static TheoryData<string, ScreeningOutcome[], ScreeningReason> Outcomes => new()
    {
        { VisitName.ThroughTheDoor, [ScreeningOutcome.Normal], ScreeningReason.None },
        { VisitName.Plain, [ScreeningOutcome.Normal], ScreeningReason.None },
        { VisitName.Fever, [ScreeningOutcome.Retry, ScreeningOutcome.Fever], ScreeningReason.FeverUnconfirmed },
        { VisitName.Cold, [ScreeningOutcome.Retry, ScreeningOutcome.Retry, ScreeningOutcome.Manual], ScreeningReason.BodyBelowRange },
        { VisitName.Hasty, [ScreeningOutcome.Retry], ScreeningReason.LeftTooEarly },
        { VisitName.Followed, [ScreeningOutcome.Normal], ScreeningReason.None },
        { VisitName.Outward, [], ScreeningReason.None },
        { VisitName.TurnsBack, [ScreeningOutcome.Normal], ScreeningReason.None },
        { VisitName.NearThreshold, [ScreeningOutcome.Retry, ScreeningOutcome.Normal], ScreeningReason.NearThreshold },
    };

    public static TheoryData<string, PassageDirection?, PassageEnd[]> Movements => new()
    {
        { VisitName.FirstAfterKill, PassageDirection.Inward, [PassageEnd.Unscreened] },
        { VisitName.ThroughTheDoor, PassageDirection.Inward, [PassageEnd.Completed] },
        { VisitName.Plain, PassageDirection.Inward, [PassageEnd.Completed] },
        { VisitName.Fever, null, [] },
        { VisitName.Cold, PassageDirection.Inward, [PassageEnd.Completed] },
        { VisitName.Hasty, null, [] },
        { VisitName.Followed, PassageDirection.Inward, [PassageEnd.Completed, PassageEnd.Tailgated] },
        { VisitName.Outward, PassageDirection.Outward, [PassageEnd.Completed] },
        { VisitName.TurnsBack, PassageDirection.Inward, [PassageEnd.Aborted, PassageEnd.Completed] },
        { VisitName.NearThreshold, PassageDirection.Inward, [PassageEnd.Completed] },
        { VisitName.Hurries, PassageDirection.Inward, [PassageEnd.Completed] },
    };

    [Fact]
    public void Everything_that_was_waited_for_came() => Assert.Empty(run.Protocol.Missed);

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void A_person_gets_the_outcomes_that_their_forehead_asks_for(string visit, ScreeningOutcome[] expected, ScreeningReason first)
    {
        var screenings = run.Of<Screening>(visit);

        Assert.Equal(expected, screenings.Select(screening => screening.Outcome));
        Assert.Equal(first, screenings.Count > 0 ? screenings[0].Reason : ScreeningReason.None);
    }

    [Theory]
    [MemberData(nameof(Movements))]
    public void A_movement_is_counted_with_its_direction_and_its_end(string visit, PassageDirection? direction, PassageEnd[] expected)
    {
        var passages = run.Of<Passage>(visit);

        Assert.Equal(expected, passages.Select(passage => passage.End));
        Assert.All(passages, passage => Assert.Equal(direction, passage.Direction));
    }

    [Fact]
    public void Attempts_of_one_person_are_joined_and_those_of_others_are_not()
    {
        foreach (var attempts in Outcomes.Select(row => run.Of<Screening>((string)row[0])).Where(attempts => attempts.Count > 0))
        {
            Assert.Null(attempts[0].FirstSeq);
            Assert.All(attempts.Skip(1), attempt => Assert.Equal(attempts[0].Seq, attempt.FirstSeq));
        }
    }

    [Theory]
    [InlineData(VisitName.ThroughTheDoor)]
    [InlineData(VisitName.Plain)]
    [InlineData(VisitName.Cold)]
    [InlineData(VisitName.Followed)]
    [InlineData(VisitName.TurnsBack)]
    [InlineData(VisitName.NearThreshold)]
    [InlineData(VisitName.Hurries)]
    public void Who_goes_in_goes_by_their_own_last_screening(string visit)
    {
        var passage = run.Of<Passage>(visit).First(passage => passage.End == PassageEnd.Completed);

        Assert.Equal(run.Of<Screening>(visit)[^1].Seq, passage.ScreeningSeq);
    }

    [Fact]
    public void Who_follows_or_comes_unscreened_goes_by_none()
    {
        Assert.Null(run.Of<Passage>(VisitName.Followed)[^1].ScreeningSeq);
        Assert.Null(run.Of<Passage>(VisitName.FirstAfterKill)[0].ScreeningSeq);
    }

    [Theory]
    [InlineData(VisitName.Fever, GateEventType.ManualFever)]
    [InlineData(VisitName.Cold, GateEventType.ManualNormal)]
    public void A_volunteers_button_decides_the_screening_that_waits_for_it(string visit, GateEventType verdict)
    {
        var pressed = Assert.Single(run.Of<GateEvent>(visit));

        Assert.Equal(verdict, pressed.Type);
        Assert.Equal(run.Of<Screening>(visit)[^1].Seq, pressed.ScreeningSeq);
    }

    [Fact]
    public void The_sensor_is_read_ten_times_a_second_and_never_more_often()
    {
        var dwells = Outcomes.SelectMany(row => run.Of<Screening>((string)row[0]))
            .Where(screening => screening.Reason != ScreeningReason.LeftTooEarly)
            .Select(screening => screening.DwellMs);

        // Twelve samples take 1.1 s; most attempts are as quick, some wait for a machine that has other things to do.
        Assert.InRange(dwells.Min(), 1100, 1250);
    }
}
