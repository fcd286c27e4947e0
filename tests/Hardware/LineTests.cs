using Checkpoint.Contract.Records;
using Checkpoint.Tests.Hardware.Protocol;
using static Checkpoint.Tests.Hardware.BoardWiring;

namespace Checkpoint.Tests.Hardware;

/// <summary>Edges as the kernel tells them: when they happened, in which order, and bounced out.</summary>
[Collection(nameof(OnTheBoard))]
public class LineTests(BoardRun run)
{
    /// <summary>
    /// 30 ms, by the kernel's ticks of 4 ms; but those of an emulated processor that was kept waiting come late and then all
    /// at once, and so may what waits for them.
    /// </summary>
    private const long MostDebounceMicroseconds = 1_000_000;

    [Theory]
    [InlineData(VisitName.FirstAfterKill)]
    [InlineData(VisitName.Plain)]
    [InlineData(VisitName.Cold)]
    [InlineData(VisitName.Hurries)]
    public void A_passage_ends_when_the_last_beam_was_cleared(string visit) => AssertAtLastBeam(visit);

    [Fact]
    public void A_passage_that_is_read_late_still_has_the_time_at_which_it_was()
    {
        AssertAtLastBeam(VisitName.Outward);
        var held = run.Protocol.VisitNamed(VisitName.Outward).EndedAt - run.Single(VisitName.Outward, record => record is Passage).MadeAt;
        Assert.True(held > 400_000, $"the gateway was held up for {held} µs only");
    }

    [Fact]
    public void A_door_that_bounces_opens_once_and_after_it_has_come_to_rest()
    {
        var opened = run.Single(VisitName.ThroughTheDoor, record => record is GateEvent { Type: GateEventType.DoorOpened });
        var bounced = DrivenDuring(VisitName.ThroughTheDoor).First(driven => driven.Lines.StartsWith($"{Door}=1", StringComparison.Ordinal));

        Assert.InRange(opened.MadeAt - bounced.Before, 1, MostDebounceMicroseconds);
    }

    [Fact]
    public void Each_opening_and_closing_is_counted_once_however_it_bounces()
    {
        Assert.Equal(1, CountOf(GateEventType.DoorOpened));
        Assert.Equal(1, CountOf(GateEventType.DoorForced));
        Assert.Equal(2, CountOf(GateEventType.DoorClosed));
    }

    [Fact]
    public void No_attempt_begins_before_somebody_stands_there()
    {
        foreach (var visit in run.Protocol.Visits)
        {
            var stood = DrivenDuring(visit.Name).Find(driven => driven.Lines == $"{Presence}=0");
            var first = run.Records.FirstOrDefault(kept => kept.MadeAt >= visit.BeganAt && kept.MadeAt <= visit.EndedAt && kept.Record is Screening);
            if (stood is null || first is null)
                continue;
            var began = first.MadeAt - (((Screening)first.Record).DwellMs * 1000L);
            Assert.True(began >= stood.Before, $"{visit.Name}: {began - stood.Before} µs");
        }
    }

    [Fact]
    public void A_cut_loop_and_failing_mains_are_told_and_their_end_too()
    {
        Assert.Equal([GateEventType.Tamper, GateEventType.TamperRestored], run.Of<GateEvent>(VisitName.Tampers).Select(told => told.Type));
        Assert.Equal([GateEventType.PowerLost, GateEventType.PowerRestored], run.Of<GateEvent>(VisitName.PowerCut).Select(told => told.Type));
    }

    [Fact]
    public void A_door_that_opens_for_nobody_is_forced() =>
        Assert.Contains(run.Of<GateEvent>(VisitName.ForcesDoor), told => told.Type == GateEventType.DoorForced);

    [Fact]
    public void Wall_times_are_the_kernels_stamps_moved_by_one_and_the_same_offset()
    {
        var known = run.Records.Where(kept => kept.Record.Time.IsKnown).ToList();

        // One that is not known yet waits; all but the last few are.
        Assert.True(known.Count > run.Records.Count / 2, $"{known.Count} of {run.Records.Count} records have a time");
        var offsets = known.Select(kept => kept.Record.Time.Microseconds - kept.MadeAt).ToList();
        Assert.InRange(offsets.Max() - offsets.Min(), 0, known.Max(kept => kept.Record.Time.ErrorMicroseconds) * 2);
        Assert.All(known, kept => Assert.InRange(kept.Record.Time.Instant, run.Began.AddSeconds(-1), run.Ended.AddSeconds(1)));
    }

    [Fact]
    public void No_edge_is_taken_for_lost() => Assert.Equal(0, CountOf(GateEventType.LinesLost));

    private void AssertAtLastBeam(string visit)
    {
        var cleared = DrivenDuring(visit).Last(driven => driven.Lines.StartsWith($"{BeamInside}=", StringComparison.Ordinal)
            || driven.Lines.StartsWith($"{BeamOutside}=", StringComparison.Ordinal));

        Assert.InRange(run.Single(visit, record => record is Passage).MadeAt, cleared.Before, cleared.After);
    }

    private List<Driven> DrivenDuring(string name)
    {
        var visit = run.Protocol.VisitNamed(name);
        return [.. run.Protocol.Driven.Where(driven => driven.Before >= visit.BeganAt && driven.After <= visit.EndedAt)];
    }

    private int CountOf(GateEventType type) =>
        run.Records.Select(kept => kept.Record).OfType<GateEvent>().Where(told => told.Type == type).Sum(told => told.Count);
}
