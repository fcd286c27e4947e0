using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.Outbox;

namespace Checkpoint.Tests.Unit.Summaries;

public sealed class SummaryTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("+08:00", "2026-02-10T12:34:56Z", "2026-02-10T12:00:00Z", "2026-02-09T16:00:00Z", "2026-02-10T16:00:00Z")]
    [InlineData("+05:45", "2026-02-10T12:34:56Z", "2026-02-10T12:15:00Z", "2026-02-09T18:15:00Z", "2026-02-10T18:15:00Z")]
    [InlineData("UTC", "2026-02-10T00:00:00Z", "2026-02-10T00:00:00Z", "2026-02-10T00:00:00Z", "2026-02-11T00:00:00Z")]
    [InlineData("-03:30", "2026-02-10T00:00:00Z", "2026-02-09T23:30:00Z", "2026-02-09T03:30:00Z", "2026-02-10T03:30:00Z")]
    public void Hours_and_days_begin_where_the_gate_stands(string name, string moment, string hour, string day, string dayEnd)
    {
        var zone = OutboxBench.Zone(name);
        Assert.Equal(Seconds(hour), zone.StartOf(SummarySpan.Hour, Seconds(moment)));
        Assert.Equal(Seconds(day), zone.StartOf(SummarySpan.Day, Seconds(moment)));
        Assert.Equal(Seconds(dayEnd), zone.EndOf(SummarySpan.Day, Seconds(day)));
    }

    [Theory]
    [InlineData("+25:00")]
    [InlineData("8")]
    [InlineData("Atlantis/Center")]
    [InlineData("")]
    public void A_zone_that_is_none_is_refused(string name) => Assert.False(GateZone.TryParse(name, out _));

    [Fact]
    public void A_day_with_a_change_of_clocks_has_its_own_length()
    {
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date,
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 29),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 25));
        var zone = new GateZone(TimeZoneInfo.CreateCustomTimeZone("t", TimeSpan.FromHours(1), "t", "t", "t", [rule]));
        var spring = zone.StartOf(SummarySpan.Day, Seconds("2026-03-29T12:00:00Z"));
        Assert.Equal(23 * 3600, zone.EndOf(SummarySpan.Day, spring) - spring);
        var autumn = zone.StartOf(SummarySpan.Day, Seconds("2026-10-25T12:00:00Z"));
        Assert.Equal(25 * 3600, zone.EndOf(SummarySpan.Day, autumn) - autumn);
    }

    [Fact]
    public async Task Each_screening_and_passage_is_counted_once_in_its_hour_and_once_in_its_day()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3840));
        await _bench.AppendAsync(Make.Screening(body: 3350));
        await _bench.AppendAsync(Make.Screening() with { Maintenance = true });
        await _bench.AppendAsync(Make.Passage());
        await _bench.AppendAsync(Make.Passage(PassageEnd.Aborted));
        await TickAsync(TimeSpan.FromMinutes(5), additionsToo: true);
        await TickAsync(TimeSpan.FromHours(4), additionsToo: true);

        var summaries = Summaries();
        Assert.Equal(SummarySpan.Day, Assert.Single(summaries, summary => summary.Span == SummarySpan.Day).Span);
        foreach (var summary in summaries.Where(summary => summary.AmbientCount > 0))
        {
            Assert.Equal((1, 1, 0, 0), (summary.Normal, summary.Fever, summary.Retry, summary.Manual));
            Assert.Equal((1, 0), (summary.Inward, summary.Outward));
            Assert.Equal((2, 4200L, 2100, 2100), (summary.AmbientCount, summary.AmbientSumCentiC, summary.AmbientMinCentiC, summary.AmbientMaxCentiC));
            Assert.Equal(BodyHistogram.From([(BodyHistogram.Under, 1), (BodyHistogram.BinOf(3840), 1)]), summary.Histogram);
            Assert.Null(RecordRules.Check(summary));
        }

        Assert.Equal(
            [(SummarySpan.Hour, Seconds("2026-02-10T12:00:00Z")), (SummarySpan.Day, Seconds("2026-02-09T16:00:00Z"))],
            summaries.Where(summary => summary.AmbientCount > 0).Select(summary => (summary.Span, summary.StartSeconds)).Order());
        Assert.Equal(4 * 3600, summaries.Single(summary => summary.Span == SummarySpan.Day).InServiceSeconds);
    }

    [Fact]
    public async Task Manual_results_are_counted_as_often_as_they_were_given_but_not_in_maintenance()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Event(GateEventType.ManualFever));
        await _bench.AppendAsync(Make.Event(GateEventType.ManualNormal, count: 3));
        await _bench.AppendAsync(Make.Event(GateEventType.ManualFever) with { Maintenance = true });
        await _bench.AppendAsync(Make.Event(GateEventType.DoorForced, count: 5));
        await TickAsync(TimeSpan.FromMinutes(5), additionsToo: true);
        await TickAsync(TimeSpan.FromDays(1), additionsToo: true);

        var counted = Summaries().Where(summary => summary.ManualNormal > 0).ToList();
        Assert.Equal([SummarySpan.Hour, SummarySpan.Day], counted.Select(summary => summary.Span).Order());
        Assert.All(counted, summary => Assert.Equal((1, 3, 0), (summary.ManualFever, summary.ManualNormal, summary.Manual)));
    }

    [Fact]
    public async Task An_hour_with_nobody_closes_with_zeros_and_its_seconds_in_service()
    {
        _bench.LearnTime(OutboxBench.Noon);
        for (var minute = 0; minute < 61; minute++)
            await TickAsync(TimeSpan.FromMinutes(1), additionsToo: minute % 5 == 0);
        var hour = Assert.Single(Summaries());
        Assert.Equal((SummarySpan.Hour, 0, 3600), (hour.Span, hour.Normal, hour.InServiceSeconds));
    }

    [Fact]
    public async Task An_hour_out_of_service_closes_too_and_says_so()
    {
        _bench.LearnTime(OutboxBench.Noon);
        var now = _bench.Clock.Now;
        await _bench.Outbox.AddServiceAsync(now, now, additionsToo: false);
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        now = _bench.Clock.Now;
        await _bench.Outbox.AddServiceAsync(now, now, additionsToo: false);
        Assert.Equal(0, Assert.Single(Summaries()).InServiceSeconds);
    }

    [Fact]
    public async Task What_is_stamped_late_makes_a_further_record_for_its_old_hour()
    {
        await _bench.AppendManyAsync(1500, _ => Make.Screening());
        await TickAsync(TimeSpan.FromMinutes(90), additionsToo: true);
        Assert.Empty(_bench.ReadAll());
        _bench.LearnTime(OutboxBench.Noon.AddMinutes(90));
        OutboxBench.WaitFor(() => _bench.ReadAll().Count == 1500);
        await TickAsync(TimeSpan.FromMinutes(1), additionsToo: true);
        await TickAsync(TimeSpan.FromHours(3), additionsToo: false);

        var hours = Summaries().Where(summary => summary.Span == SummarySpan.Hour).ToList();
        var first = hours.Single(summary => summary.StartSeconds == Seconds("2026-02-10T12:00:00Z"));
        Assert.Equal((1500, 3600), (first.Normal, first.InServiceSeconds));
        Assert.Equal(1500, Assert.Single(Summaries(), summary => summary.Span == SummarySpan.Day).Normal);
    }

    [Fact]
    public async Task Counts_survive_a_restart_before_they_became_a_record()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Screening());
        _bench.Reopen();
        await _bench.AppendAsync(Make.Screening());
        await TickAsync(TimeSpan.FromMinutes(1), additionsToo: true);
        Assert.Equal([1, 1], Summaries().Select(hour => hour.Normal));
        _bench.Reopen();
        await TickAsync(TimeSpan.FromHours(4), additionsToo: false);
        Assert.Equal(2, Assert.Single(Summaries(), summary => summary.Span == SummarySpan.Day).Normal);
    }

    [Fact]
    public async Task A_day_becomes_one_record_when_it_is_over_and_one_more_for_each_later_addition()
    {
        _bench.LearnTime(OutboxBench.Noon);
        for (var minute = 0; minute < 300; minute += 5)
        {
            await _bench.AppendAsync(Make.Screening());
            await TickAsync(TimeSpan.FromMinutes(5), additionsToo: true);
        }

        var first = Assert.Single(Summaries(), summary => summary.Span == SummarySpan.Day);
        Assert.Equal((48, Seconds("2026-02-10T16:00:00Z")), (first.Normal, first.Time.Microseconds / 1_000_000));
        _bench.Clock.Reboot();
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3900));
        _bench.LearnTime(OutboxBench.Noon.AddHours(1));
        OutboxBench.WaitFor(() => _bench.ReadAll().Exists(row => row.Record is Screening { Outcome: ScreeningOutcome.Fever }));
        _bench.Clock.Reboot();
        _bench.LearnTime(OutboxBench.Noon.AddHours(6));
        await TickAsync(TimeSpan.FromMinutes(1), additionsToo: false);

        var late = Assert.Single(Summaries(), summary => summary.Fever > 0 && summary.Span == SummarySpan.Day);
        Assert.Equal((first.StartSeconds, 0), (late.StartSeconds, late.Normal));
        Assert.Equal(1, Summaries().Where(summary => summary.Span == SummarySpan.Hour).Sum(summary => summary.Fever));
    }

    [Fact]
    public async Task A_day_of_more_seconds_than_a_record_holds_becomes_two()
    {
        _bench.LearnTime(OutboxBench.Noon.AddHours(4));
        await TickAsync(TimeSpan.FromHours(23), additionsToo: false);
        _bench.LearnTime(OutboxBench.Noon.AddHours(4));
        await TickAsync(TimeSpan.FromHours(23), additionsToo: false);
        await TickAsync(TimeSpan.FromHours(2), additionsToo: false);

        var days = Summaries().Where(summary => summary.Span == SummarySpan.Day && summary.StartSeconds == Seconds("2026-02-10T16:00:00Z")).ToList();
        Assert.Equal([90_000, (23 + 24 - 25) * 3600], days.Select(day => day.InServiceSeconds));
        Assert.All(days, day => Assert.Null(RecordRules.Check(day)));
    }

    [Fact]
    public async Task A_stream_that_begins_in_the_middle_of_a_day_tells_of_it_only_what_its_own_hours_do()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Screening());
        await TickAsync(TimeSpan.FromMinutes(5), additionsToo: true);
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3900));
        _bench.Close();
        _bench.Board = "board-2";
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3900));
        await TickAsync(TimeSpan.FromHours(4), additionsToo: false);

        var day = Assert.Single(Summaries(), summary => summary.Span == SummarySpan.Day);
        Assert.Equal((0, 1), (day.Normal, day.Fever));
        Assert.Equal((1, 2), (Hours().Sum(summary => summary.Normal), Hours().Sum(summary => summary.Fever)));
    }

    [Fact]
    public async Task A_card_put_back_from_an_image_does_not_tell_again_what_its_hour_had_to_add_when_the_image_was_taken()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.Outbox.WelcomeAsync(_bench.Outbox.Head.Stream, 0, null, CancellationToken.None);
        await _bench.AppendAsync(Make.Screening());
        await TickAsync(TimeSpan.FromMinutes(10), additionsToo: false);
        var image = _bench.Outbox.Head;
        _bench.Reopen();
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3900));
        await TickAsync(TimeSpan.FromMinutes(1), additionsToo: false);
        _bench.Reopen();

        Assert.True(await _bench.Outbox.WelcomeAsync(image.Stream, image.MadeThrough + 7, null, CancellationToken.None));
        await TickAsync(TimeSpan.FromMinutes(289), additionsToo: true);

        Assert.DoesNotContain(_bench.ReadAll(), row => row.Stream == image.Stream && row.Record is Summary);
        Assert.Equal((0, 1), (Hours().Sum(hour => hour.Normal), Hours().Sum(hour => hour.Fever)));
        Assert.Equal((1 + 289) * 60, Hours().Sum(hour => hour.InServiceSeconds));
    }

    [Fact]
    public async Task All_copies_of_a_card_begin_with_the_same_records_of_what_its_hour_had_to_add()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Screening());
        await TickAsync(TimeSpan.FromMinutes(10), additionsToo: false);
        _bench.Close();
        using var copy = new OutboxBench { Board = "board-2" };
        foreach (var file in Directory.GetFiles(_bench.Folder))
            File.Copy(file, Path.Combine(copy.Folder, Path.GetFileName(file)));
        copy.Clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal((1, 600), (Assert.Single(Summaries()).Normal, Assert.Single(Summaries()).InServiceSeconds));
        Assert.Equal(_bench.ReadAll().Where(row => row.Record is Summary), copy.ReadAll().Where(row => row.Record is Summary));
    }

    [Fact]
    public async Task Of_summaries_that_were_never_sent_a_new_stream_takes_the_hours_and_tells_the_days_anew()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.Outbox.WelcomeAsync(_bench.Outbox.Head.Stream, 0, null, CancellationToken.None);
        await _bench.AppendAsync(Make.Screening());
        await TickAsync(TimeSpan.FromMinutes(5), additionsToo: true);
        var old = _bench.Outbox.Head;
        _bench.Reopen();
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3900));
        await TickAsync(TimeSpan.FromHours(5), additionsToo: false);
        Assert.Equal(1, Assert.Single(Summaries(), summary => summary is { Span: SummarySpan.Day, Normal: 1 }).Fever);

        Assert.True(await _bench.Outbox.WelcomeAsync(old.Stream, old.MadeThrough + 7, null, CancellationToken.None));
        await TickAsync(TimeSpan.FromMinutes(1), additionsToo: false);

        Assert.DoesNotContain(_bench.ReadAll(), row => row.Stream == old.Stream && row.Record is Summary { Span: SummarySpan.Day });
        var day = Assert.Single(Summaries(), summary => summary.Span == SummarySpan.Day);
        Assert.Equal((0, 1), (day.Normal, day.Fever));
        Assert.Equal((1, 1), (Hours().Sum(summary => summary.Normal), Hours().Sum(summary => summary.Fever)));
    }

    [Fact]
    public async Task The_keeper_adds_only_minutes_in_which_the_sensor_answered()
    {
        _bench.LearnTime(OutboxBench.Noon);
        var service = new SettableService();
        var keeper = new SummaryKeeper(_bench.Outbox, service, _bench.Clock);
        for (var minute = 0; minute < 61; minute++)
        {
            _bench.Clock.Advance(TimeSpan.FromMinutes(1));
            service.Works = minute is >= 10 and < 30;
            await keeper.TickAsync(CancellationToken.None);
        }

        Assert.Equal(20 * 60, Assert.Single(Summaries()).InServiceSeconds);
    }

    private sealed class SettableService : IServiceState
    {
        public bool Works { get; set; }

        public bool WasInService() => Works;
    }

    private async Task TickAsync(TimeSpan time, bool additionsToo)
    {
        var from = _bench.Clock.Now;
        _bench.Clock.Advance(time);
        await _bench.Outbox.AddServiceAsync(from, _bench.Clock.Now, additionsToo);
    }

    private IEnumerable<Summary> Hours() => Summaries().Where(summary => summary.Span == SummarySpan.Hour);

    private List<Summary> Summaries() => [.. _bench.ReadAll().Select(row => row.Record).OfType<Summary>()];

    private static long Seconds(string text) => DateTimeOffset.Parse(text, null).ToUnixTimeSeconds();
}
