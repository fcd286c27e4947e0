using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.History;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.World;

namespace Checkpoint.Tests.Unit.DeviceSim.History;

public sealed class PastGateTests
{
    private static readonly DateTimeOffset Monday = new(2026, 2, 9, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly SiteGate Gate = new(GateId.Parse("main"), GateKind.Pedestrian) { From = Monday };

    private static readonly GatePast Plain = new(Gate) { PeopleADay = 600, FeverShare = 0.02 };

    [Theory]
    [InlineData(GateKind.Pedestrian)]
    [InlineData(GateKind.Vehicle)]
    [InlineData(GateKind.Door)]
    public void Every_record_is_within_the_contracts_limits_and_numbered_without_a_gap(GateKind kind)
    {
        var records = Days(Plain with { Gate = Gate with { Kind = kind } }, 2);

        Assert.True(records.Count > 1_000);
        Assert.Equal(Enumerable.Range(1, records.Count).Select(seq => (long)seq), records.Select(record => record.Seq));
        Assert.All(records, record => Assert.Null(RecordRules.Check(record)));
        Assert.Equal(records.Select(record => record.Time.Microseconds).Order(), records.Select(record => record.Time.Microseconds));
    }

    [Fact]
    public void The_same_seed_gives_the_same_records_in_one_step_and_in_many()
    {
        var stepped = Make(Plain);
        var parts = new List<GateRecord>();
        for (var at = Monday; at <= Monday.AddDays(1); at += TimeSpan.FromMinutes(7))
            parts.AddRange(stepped.Until(at));
        parts.AddRange(stepped.Until(Monday.AddDays(1)));

        Assert.Equal(Make(Plain).Until(Monday.AddDays(1)), parts);
        Assert.NotEqual(Make(Plain, seed: 2).Until(Monday.AddDays(1)), parts);
    }

    [Fact]
    public void People_who_are_let_in_are_named_by_passages_and_verdicts_that_refer_to_their_own_screening()
    {
        var records = Days(Plain, 2);
        var screenings = records.OfType<Screening>().ToDictionary(screening => screening.Seq);

        Assert.All(records.OfType<Passage>().Where(passage => passage.ScreeningSeq is not null), passage => Assert.Contains(passage.ScreeningSeq!.Value, screenings));
        var verdicts = records.OfType<GateEvent>().Where(happening => happening.ScreeningSeq is not null).ToList();
        Assert.Contains(verdicts, verdict => verdict.Type == GateEventType.ManualFever);
        Assert.All(verdicts, verdict => Assert.True(screenings[verdict.ScreeningSeq!.Value].Outcome is ScreeningOutcome.Fever or ScreeningOutcome.Manual));
        Assert.All(
            screenings.Values.Where(screening => screening.FirstSeq is not null),
            again => Assert.Equal(ScreeningOutcome.Retry, screenings[again.FirstSeq!.Value].Outcome));
        Assert.Equal(
            [ScreeningOutcome.Normal, ScreeningOutcome.Fever, ScreeningOutcome.Retry, ScreeningOutcome.Manual],
            screenings.Values.Select(screening => screening.Outcome).Distinct().Order());
    }

    [Fact]
    public void A_day_is_told_once_it_is_over_and_holds_what_its_hours_do()
    {
        var summaries = Days(Plain, 2).OfType<Summary>().ToLookup(summary => summary.Span);

        var day = Assert.Single(summaries[SummarySpan.Day]);
        var hours = summaries[SummarySpan.Hour].Where(hour => hour.StartSeconds < Monday.AddDays(1).ToUnixTimeSeconds()).ToList();
        Assert.Equal(Monday.ToUnixTimeSeconds(), day.StartSeconds);
        Assert.Equal(24, hours.Count);
        Assert.Equal(86_400, day.InServiceSeconds);
        Assert.Equal(
            (day.Normal, day.Fever, day.Retry, day.Manual, day.ManualFever, day.Inward, day.Outward, day.AmbientSumCentiC),
            (hours.Sum(hour => hour.Normal), hours.Sum(hour => hour.Fever), hours.Sum(hour => hour.Retry), hours.Sum(hour => hour.Manual),
                hours.Sum(hour => hour.ManualFever), hours.Sum(hour => hour.Inward), hours.Sum(hour => hour.Outward), hours.Sum(hour => hour.AmbientSumCentiC)));
    }

    [Fact]
    public void When_all_is_told_the_hours_add_up_to_the_records()
    {
        var records = Days(Plain, 2);
        var summaries = records.OfType<Summary>().Where(summary => summary.Span == SummarySpan.Hour).ToList();

        Assert.Equal(records.OfType<Screening>().Count(), summaries.Sum(summary => summary.Normal + summary.Fever + summary.Retry + summary.Manual));
        Assert.Equal(
            records.OfType<Passage>().Count(passage => passage.End != PassageEnd.Aborted), summaries.Sum(summary => summary.Inward + summary.Outward));
        Assert.Equal(
            records.Count(record => record is GateEvent { Type: GateEventType.ManualFever }), summaries.Sum(summary => summary.ManualFever));
        Assert.Equal(
            records.OfType<Screening>().Count(screening => screening.BodyCentiC is not null),
            summaries.SelectMany(summary => summary.Histogram.Filled).Sum(bin => bin.Count));
    }

    [Fact]
    public void Each_hour_closes_with_its_seconds_in_service_even_if_nobody_came()
    {
        var hours = Hours(Days(Plain with { PeopleADay = 0.001 }, 1));

        Assert.Equal(24, hours.Count);
        Assert.Contains(hours.Values, hour => hour.Sum(summary => summary.Normal) == 0);
        Assert.All(hours.Where(hour => hour.Key < 23), hour => Assert.Equal(3600, hour.Value.Sum(summary => summary.InServiceSeconds)));
    }

    [Fact]
    public void A_power_cut_leaves_whole_hours_silent_and_its_first_and_last_out_of_service_in_part()
    {
        var cut = new Stretch(Monday.AddHours(9.5), Monday.AddHours(13.25));

        var records = Days(Plain with { PowerCuts = [cut] }, 1);

        var hours = Hours(records);
        Assert.Equal([10, 11, 12], Enumerable.Range(0, 24).Except(hours.Keys));
        Assert.Equal(1800, hours[9].Sum(summary => summary.InServiceSeconds));
        Assert.Equal(2700, hours[13].Sum(summary => summary.InServiceSeconds));
        Assert.DoesNotContain(records, record => cut.Holds(record.Time.Instant));
        Assert.Equal(2, records.Count(record => record is GateEvent { Type: GateEventType.Started }));
    }

    [Fact]
    public void A_gate_that_is_closed_for_good_stops_then_and_has_told_all_it_counted()
    {
        var closed = Monday.AddHours(12.5);

        var gate = Make(Plain with { Gate = Gate with { Closures = [new SiteClosure(closed, null, "road works")] } });
        var records = gate.Until(Monday.AddDays(2));

        Assert.DoesNotContain(records, record => record.Time.Instant > closed);
        Assert.Single(records, record => record is GateEvent { Type: GateEventType.Stopped });
        Assert.Equal(records.OfType<Screening>().Count(), records.OfType<Summary>().Where(summary => summary.Span == SummarySpan.Hour).Sum(Screened));
        Assert.False(gate.Past.IsAtWork(closed));
    }

    [Fact]
    public void A_gate_is_silent_after_its_last_sign_of_life()
    {
        var last = Monday.AddHours(12.5);

        var records = Days(Plain with { LastAt = last }, 2);

        Assert.DoesNotContain(records, record => record.Time.Instant > last);
        Assert.DoesNotContain(records, record => record is GateEvent { Type: GateEventType.Stopped });
    }

    [Fact]
    public void People_come_by_the_hour_of_the_day_and_the_day_of_the_week()
    {
        var inward = Days(Plain, 14).OfType<Passage>().Select(passage => passage.Time.Instant.ToOffset(HarbinWeather.LocalOffset)).ToList();

        Assert.True(inward.Count(at => at.Hour == 17) > 20 * inward.Count(at => at.Hour == 2));
        Assert.True(inward.Count(at => at.DayOfWeek == DayOfWeek.Friday) > 1.2 * inward.Count(at => at.DayOfWeek == DayOfWeek.Sunday));
    }

    [Fact]
    public void An_outbreak_brings_more_confirmed_fevers()
    {
        var usual = Plain with { FeverShare = 0.01 };

        Assert.True(Confirmed(usual with { Outbreak = new Outbreak(Monday.AddDays(-10), 6) }) > 3 * Confirmed(usual));
    }

    [Fact]
    public void A_thermometer_that_reads_too_warm_calls_fevers_that_nobody_confirms()
    {
        var wrong = Days(Plain with { FeverShare = 0, SensorError = (new Stretch(Monday, Monday.AddDays(1)), 0.6) }, 2);

        var fevers = wrong.OfType<Screening>().Where(screening => screening.Outcome == ScreeningOutcome.Fever).ToList();
        Assert.True(fevers.Count > 5);
        Assert.All(fevers, fever => Assert.True(fever.Time.Instant < Monday.AddDays(1).AddMinutes(4)));
        Assert.True(Confirmed(wrong) < fevers.Count / 4);
    }

    [Fact]
    public void In_a_vestibule_that_the_cold_gets_into_the_thermometer_is_too_cold_to_decide()
    {
        var gate = new PastGate(Plain with { ColdLeak = 0.5 }, 1, new SteadyWeather(-25), Monday);

        Assert.Contains(gate.Until(Monday.AddDays(1)).OfType<Screening>(), screening => screening is { Outcome: ScreeningOutcome.Manual, Reason: ScreeningReason.SensorTooCold });
    }

    [Fact]
    public void What_the_open_hour_has_to_add_is_told_once()
    {
        var gate = Make(Plain);
        gate.Until(Monday.AddHours(12.5));

        Assert.Contains(gate.Tell(), record => record is Summary { Span: SummarySpan.Hour, Normal: > 0 });
        Assert.Empty(gate.Tell());
    }

    [Fact]
    public void A_gate_without_connection_says_what_it_keeps()
    {
        var records = Days(Plain with { OfflineFrom = Monday.AddHours(12) }, 2);

        var health = records.OfType<Checkpoint.Contract.Records.Health>().ToList();
        Assert.All(health.Where(one => one.Time.Instant < Monday.AddHours(12)), one => Assert.InRange(one.OutboxDepth, 0, 2));
        var last = health[^1];
        Assert.InRange(last.OutboxDepth, 500, last.Seq);
        Assert.InRange(last.OutboxOldestSeconds, 35 * 3600, 36 * 3600);
    }

    private static int Confirmed(GatePast past) => Confirmed(Days(past, 3));

    private static int Confirmed(IEnumerable<GateRecord> records) => records.Count(record => record is GateEvent { Type: GateEventType.ManualFever });

    private static int Screened(Summary summary) => summary.Normal + summary.Fever + summary.Retry + summary.Manual;

    private static Dictionary<int, List<Summary>> Hours(IEnumerable<GateRecord> records) => records.OfType<Summary>()
        .Where(summary => summary.Span == SummarySpan.Hour)
        .GroupBy(summary => DateTimeOffset.FromUnixTimeSeconds(summary.StartSeconds).ToOffset(HarbinWeather.LocalOffset).Hour)
        .ToDictionary(hour => hour.Key, hour => hour.ToList());

    private static IReadOnlyList<GateRecord> Days(GatePast past, int days)
    {
        var gate = Make(past);
        return [.. gate.Until(Monday.AddDays(days)), .. gate.End()];
    }

    private static PastGate Make(GatePast past, int seed = 1) => new(past, seed, new HarbinWeather(1), Monday);
}
