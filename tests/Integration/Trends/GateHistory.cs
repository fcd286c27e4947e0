using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Outbox;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Integration.Trends;

/// <summary>What came to pass at a gate before something was recorded there.</summary>
internal enum Turn
{
    /// <summary>Nothing but time.</summary>
    None,

    /// <summary>The gateway restarts, and knows the time at once.</summary>
    Restart,

    /// <summary>It restarts without a clock: what it records is placed in time later.</summary>
    Clockless,

    /// <summary>The time becomes known.</summary>
    Learn,

    /// <summary>The card goes on in another board: a new stream, in the middle of an hour.</summary>
    NewStream,
}

/// <param name="Minutes">That pass first, in service.</param>
internal sealed record Step(Turn Turn, int Minutes, IReadOnlyList<GateRecord> Records)
{
    private static readonly Gen<GateRecord> AnyRecord = Gen.Frequency(
        (6, from outcome in Gen.Elements(Enum.GetValues<ScreeningOutcome>())
            from body in Gen.Choose(3300, 4300)
            from measured in Gen.Elements(true, true, false)
            from ambient in Gen.Choose(-500, 2500)
            let known = measured || outcome is ScreeningOutcome.Normal or ScreeningOutcome.Fever
            select (GateRecord)(Make.Screening(outcome) with { BodyCentiC = known ? body : null, AmbientCentiC = measured ? ambient : null })),
        (3, from direction in Gen.Elements(Enum.GetValues<PassageDirection>())
            from end in Gen.Elements(Enum.GetValues<PassageEnd>())
            select (GateRecord)(Make.Passage(end) with { Direction = direction })),
        (1, from fever in Gen.Elements(true, false)
            from count in Gen.Choose(1, 3)
            select (GateRecord)Make.Event(fever ? GateEventType.ManualFever : GateEventType.ManualNormal, count)));

    public static readonly Gen<Step> Any =
        from turn in Gen.Frequency((8, Gen.Constant(Turn.None)), (1, Gen.Elements(Turn.Restart, Turn.Clockless, Turn.Learn, Turn.NewStream)))
        from minutes in Gen.Elements(0, 1, 7, 40, 130, 700)
        from records in AnyRecord.ListOf()
        from maintenance in Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Step(turn, minutes, [.. records.Take(5).Select(record => record with { Maintenance = maintenance })]);
}

/// <summary>All that a gate recorded in its life, by a real outbox on real files.</summary>
internal static class GateHistory
{
    public static DateTimeOffset Begin => OutboxBench.Noon;

    /// <summary>In the order in which it may be sent.</summary>
    public static IReadOnlyList<(StreamId Stream, GateRecord Record)> Live(IEnumerable<Step> steps)
    {
        using var bench = new OutboxBench();
        bench.LearnTime(Begin);
        var (elapsed, made) = (TimeSpan.Zero, 0);
        foreach (var step in steps)
        {
            Take(bench, step.Turn, Begin + elapsed);
            Pass(bench, step.Minutes);
            elapsed += TimeSpan.FromMinutes(step.Minutes);
            foreach (var record in step.Records)
                bench.AppendAsync(record).GetAwaiter().GetResult();
            made += step.Records.Count;
        }

        bench.LearnTime(Begin + elapsed);
        OutboxBench.WaitFor(() => bench.ReadAll().Count(row => row.Record is Screening or Passage or GateEvent { Type: GateEventType.ManualFever or GateEventType.ManualNormal }) == made);
        Pass(bench, 0);
        return bench.ReadAll();
    }

    private static void Take(OutboxBench bench, Turn turn, DateTimeOffset now)
    {
        if (turn == Turn.NewStream)
            bench.Board += "'";
        if (turn is Turn.Restart or Turn.Clockless or Turn.NewStream)
        {
            bench.Close();
            bench.Clock.Reboot();
        }

        if (turn is Turn.Restart or Turn.Learn or Turn.NewStream)
            bench.LearnTime(now);
    }

    private static void Pass(OutboxBench bench, int minutes)
    {
        var from = bench.Clock.Now;
        bench.Clock.Advance(TimeSpan.FromMinutes(minutes));
        bench.Outbox.AddServiceAsync(from, bench.Clock.Now, additionsToo: true).GetAwaiter().GetResult();
    }
}
