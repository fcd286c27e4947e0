using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Time;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Tests.Unit.Time;

public sealed class TimeTests
{
    private const long Noon = 1_770_724_800_000_000;

    private static readonly Guid Boot = Guid.NewGuid();

    [Theory]
    [InlineData(0, 0, 1000)]
    [InlineData(1, 0, 1000)]
    [InlineData(1000, 0, 1000)]
    [InlineData(1001, 0, 2000)]
    [InlineData(500, 10_000_000, 2000)]
    [InlineData(500, -10_000_000, 2000)]
    public void The_error_grows_with_distance_and_is_rounded_up_to_milliseconds(long error, long distance, long told)
    {
        var offset = new BootOffset(Boot, Noon, error, 20_000_000, ClockQuality.Ntp);
        Assert.Equal(new RecordTime(Noon + 20_000_000 + distance, told), offset.TimeAt(20_000_000 + distance));
    }

    [Fact]
    public void A_welcome_is_wrong_by_half_its_round_trip_at_most()
    {
        var learned = WelcomeTime.Learn(new BoardInstant(Boot, 1_000_000), new BoardInstant(Boot, 1_080_001), Noon);
        Assert.Equal(new BootOffset(Boot, Noon - 1_040_000, 40_001, 1_040_000, ClockQuality.Welcome), learned);
    }

    [Theory]
    [InlineData(5_000_001)]
    [InlineData(-1)]
    public void A_welcome_that_took_too_long_or_came_too_soon_says_nothing(long roundTrip) => Assert.Null(
        WelcomeTime.Learn(new BoardInstant(Boot, 1_000_000), new BoardInstant(Boot, 1_000_000 + roundTrip), Noon));

    [Fact]
    public void A_welcome_of_another_boot_says_nothing() => Assert.Null(
        WelcomeTime.Learn(new BoardInstant(Boot, 1_000_000), new BoardInstant(Guid.NewGuid(), 1_000_001), Noon));

    [Theory]
    [InlineData(0L)]
    [InlineData(4_102_444_800_000_000L)]
    public void A_clock_before_2020_or_after_2099_is_not_believed(long wall) =>
        Assert.False(new BootOffset(Boot, wall, 1000, 0, ClockQuality.Ntp).Supersedes(null));

    [Theory]
    [InlineData(400, 0, ClockQuality.Welcome, true)]
    [InlineData(600, 0, ClockQuality.Ntp, false)]
    [InlineData(600, 1700, ClockQuality.Ntp, true)]
    [InlineData(600, 1700, ClockQuality.Welcome, false)]
    [InlineData(400, 1700, ClockQuality.Welcome, false)]
    [InlineData(100_000, 0, ClockQuality.Ntp, false)]
    public void Another_offset_is_taken_on_when_it_halves_the_error_or_contradicts_from_no_lesser_source(
        long error, long apart, ClockQuality quality, bool taken)
    {
        var known = new BootOffset(Boot, Noon, 1000, 0, ClockQuality.Ntp);
        Assert.Equal(taken, new BootOffset(Boot, Noon + apart, error, 0, quality).Supersedes(known));
    }

    [Fact]
    public void The_keeper_passes_on_each_gain_once_and_offsets_of_other_boots_never()
    {
        var clock = new ManualBoardClock();
        var store = new ListStore();
        var kernel = new SettableWallClock();
        var keeper = new TimeKeeper(clock, kernel, store);
        Assert.Equal((ClockQuality.Unknown, RecordTime.Unknown, true), (keeper.Quality, keeper.Now, keeper.WantsWelcome));
        keeper.AskKernel();
        keeper.Offer(new BootOffset(Guid.NewGuid(), Noon, 1000, 0, ClockQuality.Welcome));
        Assert.Empty(store.Learned);

        kernel.Offset = new BootOffset(clock.BootId, Noon, 1000, clock.Now.BoottimeMicroseconds, ClockQuality.Ntp);
        keeper.AskKernel();
        keeper.AskKernel();
        Assert.Single(store.Learned);
        Assert.Equal((ClockQuality.Ntp, false), (keeper.Quality, keeper.WantsWelcome));
        Assert.Equal(Noon + clock.Now.BoottimeMicroseconds, keeper.Now.Microseconds);
    }

    [Theory]
    [InlineData(-365 * 86_400)]
    [InlineData(365 * 86_400)]
    [InlineData(3)]
    public void A_kernel_that_the_cloud_contradicts_is_not_believed_until_they_agree(long wrongSeconds)
    {
        var (clock, kernel, store) = (new ManualBoardClock(), new SettableWallClock(), new ListStore());
        var keeper = new TimeKeeper(clock, kernel, store);
        Ask(keeper, clock, kernel, wrongSeconds * 1_000_000);
        Assert.Equal((ClockQuality.Ntp, null), (keeper.Quality, keeper.ToldNow));

        keeper.Offer(new BootOffset(clock.BootId, Noon, 150_000, clock.Now.BoottimeMicroseconds, ClockQuality.Welcome));
        Assert.Equal((ClockQuality.Welcome, Noon + clock.Now.BoottimeMicroseconds, true), (keeper.Quality, keeper.Now.Microseconds, keeper.WantsWelcome));
        Assert.Equal(keeper.Now.Instant, keeper.ToldNow);

        Ask(keeper, clock, kernel, wrongSeconds * 1_000_000);
        Assert.Equal((ClockQuality.Welcome, true, 2), (keeper.Quality, keeper.IsKernelDoubted, store.Learned.Count));

        Ask(keeper, clock, kernel, 100_000);
        Assert.Equal((ClockQuality.Ntp, false), (keeper.Quality, keeper.IsKernelDoubted));
        Ask(keeper, clock, kernel, wrongSeconds * 1_000_000);
        Assert.Equal((Noon + 100_000, true), (keeper.Now.Microseconds - clock.Now.BoottimeMicroseconds, keeper.IsKernelDoubted));
    }

    [Fact]
    public void A_doubted_kernel_is_written_down_once_with_how_far_it_is_off_and_once_when_it_agrees_again()
    {
        var (clock, kernel, lines) = (new ManualBoardClock(), new SettableWallClock(), new ListLogger());
        var keeper = new TimeKeeper(clock, kernel, new ListStore());
        var log = new KernelDoubtLog(keeper, lines);
        keeper.Offer(new BootOffset(clock.BootId, Noon, 1000, clock.Now.BoottimeMicroseconds, ClockQuality.Welcome));
        foreach (var apart in new[] { 100_000L, -7_500_000, -7_500_000, 100_000, 100_000 })
        {
            Ask(keeper, clock, kernel, apart);
            log.Look();
        }

        Assert.Equal([LogLevel.Error, LogLevel.Information], lines.Lines.Select(line => line.Level));
        Assert.Contains("-7.5 s from the cloud's", lines.Lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_of_the_kernels_clock_are_followed_each_time_while_nobody_knows_better()
    {
        var (clock, kernel, store) = (new ManualBoardClock(), new SettableWallClock(), new ListStore());
        var keeper = new TimeKeeper(clock, kernel, store);
        foreach (var step in new[] { 0L, 3_600_000_000, -40_000_000, 40_000_000 })
        {
            Ask(keeper, clock, kernel, step);
            clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(Noon + step, keeper.Now.Microseconds - clock.Now.BoottimeMicroseconds);
        }

        Assert.Equal(4, store.Learned.Count);
    }

    [Fact]
    public void What_the_cloud_told_before_a_restart_of_the_gateway_still_counts()
    {
        var (clock, kernel) = (new ManualBoardClock(), new SettableWallClock());
        var store = new ListStore { Known = new BootOffset(clock.BootId, Noon, 1000, 0, ClockQuality.Welcome) };
        var keeper = new TimeKeeper(clock, kernel, store);
        Ask(keeper, clock, kernel, 365 * 86_400_000_000L);
        Assert.Equal((ClockQuality.Welcome, true), (keeper.Quality, keeper.IsKernelDoubted));
        Assert.NotNull(keeper.ToldNow);
    }

    private static void Ask(TimeKeeper keeper, ManualBoardClock clock, SettableWallClock kernel, long apart)
    {
        kernel.Offset = new BootOffset(clock.BootId, Noon + apart, 1000, clock.Now.BoottimeMicroseconds, ClockQuality.Ntp);
        keeper.AskKernel();
    }

    [Fact]
    public void The_kernel_gives_boottime_that_goes_on_and_one_boot_id()
    {
        var clock = new LinuxBoardClock();
        var (first, second) = (clock.Now, clock.Now);
        Assert.Equal(first.BootId, second.BootId);
        Assert.True(second.BoottimeMicroseconds >= first.BoottimeMicroseconds);
        Assert.True(first.BoottimeMicroseconds > 0);
    }

    [Fact]
    public void The_kernels_wall_clock_is_vouched_for_or_absent_and_never_without_an_error()
    {
        if (new LinuxWallClock(new LinuxBoardClock()).Read() is { } read)
            Assert.True(read is { ErrorMicroseconds: > 0, Quality: ClockQuality.Ntp, IsPlausible: true });
    }

    [Fact]
    public void Boots_without_time_keep_their_order_and_cover_where_they_may_have_been()
    {
        var first = Known(0, 100);
        var boots = new[] { Span(100, first), Span(10), Span(20), Span(50, Known(400, 0)) };
        var placed = BootPlacement.Place(boots);

        // 300 s between, 30 of them powered: each start lies anywhere in 270 s.
        Assert.Equal([235_000_000, 245_000_000], placed.Select(offset => offset.OffsetMicroseconds - Noon));
        Assert.All(placed, offset => Assert.InRange(offset.ErrorMicroseconds, 135_000_000, 136_000_000));
        Assert.All(placed, offset => Assert.Equal(ClockQuality.Unknown, offset.Quality));
    }

    [Fact]
    public void Boots_before_the_first_that_knew_the_time_stand_right_before_it()
    {
        var placed = BootPlacement.Place([Span(10), Span(20), Span(5, Known(400, 0))]);
        Assert.Equal([370_000_000, 380_000_000], placed.Select(offset => offset.OffsetMicroseconds - Noon));
        Assert.All(placed, offset => Assert.Equal(
            RecordLimits.MinTimeMicroseconds, offset.OffsetMicroseconds - offset.ErrorMicroseconds, tolerance: 60_000_000.0));
    }

    [Fact]
    public void Boots_that_overlap_what_is_known_are_put_without_a_gap()
    {
        var placed = BootPlacement.Place([Span(100, Known(0, 100)), Span(50), Span(5, Known(120, 0))]);
        Assert.Equal(Noon + 70_000_000, Assert.Single(placed).OffsetMicroseconds);
    }

    [Fact]
    public void Boots_after_the_last_that_knew_the_time_wait() =>
        Assert.Empty(BootPlacement.Place([Span(100, Known(0, 100)), Span(50)]));

    private sealed class ListStore : ITimeStore
    {
        public List<BootOffset> Learned { get; } = [];

        public BootOffset? Known { get; init; }

        public BootOffset? OffsetOf(Guid bootId) => Known;

        public void Learn(BootOffset offset) => Learned.Add(offset);
    }

    private sealed class SettableWallClock : IWallClock
    {
        public BootOffset? Offset { get; set; }

        public BootOffset? Read() => Offset;
    }

    private static BootSpan Span(int uptimeSeconds, BootOffset? offset = null) =>
        new(Guid.NewGuid(), uptimeSeconds * 1_000_000L, offset);

    private static BootOffset Known(int startSeconds, int learnedSeconds) =>
        new(Guid.NewGuid(), Noon + startSeconds * 1_000_000L, 1000, learnedSeconds * 1_000_000L, ClockQuality.Ntp);
}
