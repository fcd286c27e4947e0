using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Time;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Unit.Time;

/// <summary>Whatever a board lived through: the truth lies within the error claimed, and the error is no larger than it must be.</summary>
public sealed class BootPlacementProperties
{
    private const long Second = 1_000_000;

    private const long Start = 1_770_724_800_000_000;

    /// <summary>
    /// One boot in truth: off before it, up until its last durable record and, without trace, after it; its crystal's drift;
    /// and how well it learned the time, if it did.
    /// </summary>
    private static readonly Gen<Life> AnyLife =
        from off in Gen.Elements(0, 1, 30, 3_600, 86_400 * 20)
        from up in Gen.Elements(1, 60, 7_200, 86_400, 86_400 * 40)
        from untraced in Gen.Elements(0, 1, 60)
        from drift in Gen.Choose(-100, 100)
        from knows in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
        from error in Gen.Elements(0, 1_000, 250_000, 2_500_000)
        from wrong in Gen.Choose(-100, 100)
        from learnedPercent in Gen.Choose(0, 100)
        select new Life(off, up, untraced, drift, knows, error, error * (long)wrong / 100, learnedPercent);

    [Fact]
    public void The_truth_of_every_moment_of_a_placed_boot_lies_within_its_error() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(AnyLife.NonEmptyListOf().ToArbitrary(), lives =>
        {
            var (spans, truths) = Live(lives);
            foreach (var placed in BootPlacement.Place(spans))
            {
                var boot = spans.FindIndex(span => span.BootId == placed.BootId);
                foreach (var clock in new[] { 0, spans[boot].UptimeMicroseconds / 3, spans[boot].UptimeMicroseconds })
                {
                    var told = clock + placed.OffsetMicroseconds;
                    Assert.InRange(Math.Abs(told - truths[boot].At(clock)), 0, placed.ErrorAt(clock));
                }
            }
        }));

    [Fact]
    public void Between_known_boots_it_is_wrong_by_the_time_without_power_or_trace_and_100_ppm_at_most_and_claims_little_more() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(AnyLife.NonEmptyListOf().ToArbitrary(), lives =>
        {
            var (spans, truths) = Live(lives);
            foreach (var placed in BootPlacement.Place(spans))
            {
                var boot = spans.FindIndex(span => span.BootId == placed.BootId);
                var before = spans.FindLastIndex(boot, span => span.Offset is not null);
                var after = spans.FindIndex(boot, span => span.Offset is not null);
                if (before < 0)
                    continue;
                long dark = 0, powered = 0;
                for (var i = before + 1; i <= after; i++)
                    dark += lives[i].OffSeconds + (i < after ? lives[i].UntracedSeconds : 0);
                for (var i = before + 1; i < after; i++)
                    powered += lives[i].UpSeconds;
                var neighbours = spans[before].Offset!.Value.ErrorAt(spans[before].UptimeMicroseconds) + spans[after].Offset!.Value.ErrorAt(0);
                var most = (dark + lives[before].UntracedSeconds) * Second + neighbours + 1_000;
                Assert.InRange(Math.Abs(placed.OffsetMicroseconds - truths[boot].At(0)), 0, most + Drift(powered));

                // Half of the drift once more: whether the gap was dark or the crystal slow can't be told.
                Assert.InRange(placed.ErrorMicroseconds, 0, most + neighbours / 2 + Drift(powered) * 3 / 2);
            }
        }));

    [Fact]
    public void Boots_are_placed_in_the_order_in_which_they_ran() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(AnyLife.NonEmptyListOf().ToArbitrary(), lives =>
        {
            var (spans, _) = Live(lives);
            var placed = BootPlacement.Place(spans);
            var order = placed.Select(offset => spans.FindIndex(span => span.BootId == offset.BootId)).ToList();
            Assert.Equal(order.Order(), order);
            for (var i = 1; i < placed.Count; i++)
            {
                if (order[i] == order[i - 1] + 1)
                    Assert.True(placed[i].OffsetMicroseconds >= placed[i - 1].OffsetMicroseconds + spans[order[i - 1]].UptimeMicroseconds);
            }
        }));

    private static long Drift(long seconds) => seconds * Second / 10_000;

    private static (List<BootSpan> Spans, List<Truth> Truths) Live(IReadOnlyList<Life> lives)
    {
        var (spans, truths, now) = (new List<BootSpan>(), new List<Truth>(), Start);
        foreach (var life in lives)
        {
            now += life.OffSeconds * Second;
            var truth = new Truth(now, life.DriftPpm);
            var uptime = life.UpSeconds * Second;
            now = truth.At(uptime) + life.UntracedSeconds * Second;
            var learned = uptime * life.LearnedPercent / 100;
            BootOffset? offset = life.Knows
                ? new BootOffset(Guid.NewGuid(), truth.At(learned) - learned + life.WrongMicroseconds, life.ErrorMicroseconds, learned, ClockQuality.Ntp)
                : null;
            spans.Add(new BootSpan(offset?.BootId ?? Guid.NewGuid(), uptime, offset));
            truths.Add(truth);
        }

        return (spans, truths);
    }

    private sealed record Life(
        int OffSeconds, int UpSeconds, int UntracedSeconds, int DriftPpm, bool Knows, long ErrorMicroseconds, long WrongMicroseconds, int LearnedPercent);

    /// <summary>When the boot began, and how much faster true time runs than its clock.</summary>
    private sealed record Truth(long Began, int DriftPpm)
    {
        public long At(long clock) => Began + clock + (long)(clock * (DriftPpm / 1e6));
    }
}
