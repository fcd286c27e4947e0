using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Tests.Unit.Contract;

namespace Checkpoint.Tests.Integration.Store;

/// <summary>What every store must do. Each test writes under gates of its own, so that one database serves all.</summary>
public abstract class RecordStoreContract
{
    protected static readonly Place Place = new("230103", "230103001", "230103001001");

    private const long Hour = 1_767_225_600; // 2026-01-01T00:00:00Z

    private static int _gates;

    protected abstract IRecordStore Store { get; }

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Every_kind_of_record_comes_back_equal_field_by_field_in_order_of_seq()
    {
        var gate = NewGate();
        GateRecord[] records = [.. SampleRecords.OfEveryKind(), .. SampleRecords.OfLaterFields(), .. SampleRecords.OfVersion12()];
        Assert.Null(await Store.WriteAsync([Batch(gate, [.. records.Reverse()])], None));

        var read = await ReadAll(gate, fromSeq: 1);

        Assert.Equal(records, read.Select(stored => stored.Record));
        Assert.All(read, stored => Assert.Equal((gate, SampleRecords.Stream, Place), (stored.Gate, stored.Stream, stored.Place)));
    }

    [Fact]
    public async Task Reading_can_begin_at_a_seq()
    {
        var gate = NewGate();
        await Store.WriteAsync([Batch(gate, SampleRecords.OfEveryKind())], None);
        Assert.Equal([46L, 47, 48, 49], (await ReadAll(gate, fromSeq: 46)).Select(stored => stored.Record.Seq));
    }

    [Fact]
    public async Task Text_with_quotes_backslashes_commas_and_other_scripts_comes_back_equal()
    {
        var gate = NewGate();
        GateEvent[] events =
        [
            .. new[] { "", "\"", "\\", "\\\"", "a,b=c d", "ends in \\", "门 \"被\\撬\"", "#, {}" }
                .Select((detail, i) => Happening(i + 1, Hour * 1_000_000 + i) with { Detail = detail }),
        ];
        Assert.Null(await Store.WriteAsync([Batch(gate, events)], None));
        Assert.Equal(events, (await ReadAll(gate, 1)).Select(stored => stored.Record));
    }

    [Fact]
    public async Task Extreme_values_come_back_equal()
    {
        var gate = NewGate();
        GateRecord[] records =
        [
            Measured(1, RecordLimits.MinTimeMicroseconds) with { BodyCentiC = -1, SurfaceCentiC = -7001, AmbientCentiC = -4000, AirCentiC = -4000 },
            Measured(2, RecordLimits.MaxTimeMicroseconds) with { BodyCentiC = 50000, SurfaceCentiC = 38219, AmbientCentiC = 12500, AirCentiC = 12500 },
            Measured(RecordLimits.MaxSeq, Hour * 1_000_000) with { FirstSeq = 1, BodyCentiC = 0, SurfaceCentiC = null },
            new Health
            {
                Seq = 3,
                Time = new RecordTime(Hour * 1_000_000, RecordLimits.MaxTimeErrorMicroseconds),
                ClockQuality = ClockQuality.Unknown,
                DiskFreeBytes = RecordLimits.MaxCounter,
                CpuCentiC = -5000,
            },
            Happening(RecordLimits.MaxSeq - 1, Hour * 1_000_000) with { Type = GateEventType.ManualFever, ScreeningSeq = RecordLimits.MaxSeq - 2 },
            new Summary
            {
                Seq = 4,
                Time = new RecordTime(Hour * 1_000_000, 1),
                Span = SummarySpan.Hour,
                StartSeconds = Hour,
                ManualFever = RecordLimits.MaxCount,
                ManualNormal = RecordLimits.MaxCount,
                AmbientCount = RecordLimits.MaxCount,
                AmbientMinCentiC = -4000,
                AmbientMaxCentiC = 12500,
                AmbientSumCentiC = 12_499_999_999,
                Histogram = BodyHistogram.From(Enumerable.Range(0, 83).Select(bin => (bin, bin + 1))),
            },
        ];
        Assert.Null(await Store.WriteAsync([Batch(gate, records)], None));
        Assert.Equal(records.OrderBy(record => record.Seq), (await ReadAll(gate, 1)).Select(stored => stored.Record));
    }

    [Fact]
    public async Task Records_sent_again_are_stored_once()
    {
        var gate = NewGate();
        var records = SampleRecords.OfEveryKind();
        for (var i = 0; i < 3; i++)
            Assert.Null(await Store.WriteAsync([Batch(gate, records), Batch(gate, records)], None));

        var tally = await Store.TallyAsync(gate, SampleRecords.Stream, None);

        Assert.Equal((9, 41, 49), (tally.Count, tally.Min, tally.Max));
        Assert.Empty(tally.Doubled);
        Assert.Equal(records, (await ReadAll(gate, 1)).Select(stored => stored.Record));
    }

    [Fact]
    public async Task Records_of_one_microsecond_stay_apart()
    {
        var gate = NewGate();
        GateRecord[] records = [.. Enumerable.Range(1, 500).Select(seq => Measured(seq, Hour * 1_000_000))];
        Assert.Null(await Store.WriteAsync([Batch(gate, records)], None));
        Assert.Equal(records, (await ReadAll(gate, 1)).Select(stored => stored.Record));
    }

    [Fact]
    public async Task Summaries_of_one_hour_stay_apart_and_add_up()
    {
        var gate = NewGate();
        GateRecord[] records =
        [
            Summed(1, Hour) with { Normal = 5, ManualNormal = 3, Inward = 4, AmbientCount = 1, AmbientSumCentiC = -5, AmbientMinCentiC = -5, AmbientMaxCentiC = -5 },
            Summed(1001, Hour) with { Normal = 2, Fever = 1, ManualFever = 1, ManualNormal = 1, AmbientCount = 2, AmbientSumCentiC = 45, AmbientMinCentiC = 15, AmbientMaxCentiC = 30 },
            Summed(1002, Hour + 3600) with { InServiceSeconds = 3600 },
            Summed(1003, Hour + 7200) with { Normal = 100 },
            Summed(1004, Hour) with { Span = SummarySpan.Day, Normal = 7 },
        ];
        await Store.WriteAsync([Batch(gate, records)], None);

        var sums = await Store.SumSummariesAsync(
            new SummaryQuery(SummarySpan.Hour, PlaceLevel.Gate, new PlaceCode(PlaceLevel.Gate, gate.Value), Hour, Hour + 7200), None);

        Assert.Equal(
            [
                new SummarySum
                {
                    StartSeconds = Hour,
                    Code = gate.Value,
                    Normal = 7,
                    Fever = 1,
                    ManualFever = 1,
                    ManualNormal = 4,
                    Inward = 4,
                    AmbientCount = 3,
                    AmbientSumCentiC = 40,
                    AmbientMinCentiC = -5,
                    AmbientMaxCentiC = 30,
                },
                new SummarySum { StartSeconds = Hour + 3600, Code = gate.Value, InServiceSeconds = 3600 },
            ],
            sums.OrderBy(sum => sum.StartSeconds));
    }

    [Theory]
    [InlineData(PlaceLevel.Community, "c-own", 3)]
    [InlineData(PlaceLevel.Street, "s-own", 10)]
    [InlineData(PlaceLevel.District, "d-own", 10)]
    public async Task Summaries_add_up_by_place(PlaceLevel level, string code, int expected)
    {
        var here = new Place("d-own", "s-own", "c-own");
        await Store.WriteAsync(
            [
                new PlacedBatch(GateId.Parse("sum-1"), SampleRecords.Stream, here, [Summed(1, Hour) with { Normal = 1 }]),
                new PlacedBatch(GateId.Parse("sum-2"), SampleRecords.Stream, here, [Summed(1, Hour) with { Normal = 2 }]),
                new PlacedBatch(
                    GateId.Parse("sum-3"), SampleRecords.Stream, here with { Community = "c-other" }, [Summed(1, Hour) with { Normal = 7 }]),
            ],
            None);
        var sums = await Store.SumSummariesAsync(new SummaryQuery(SummarySpan.Hour, level, new PlaceCode(level, code), Hour, Hour + 3600), None);
        Assert.Equal((code, expected), sums.Select(sum => (sum.Code, (int)sum.Normal)).Single());
    }

    [Fact]
    public async Task Summaries_of_a_community_can_be_told_by_gate()
    {
        var here = new Place("d-told", "s-told", "c-told");
        GateId[] gates = [NewGate(), NewGate()];
        await Store.WriteAsync([.. gates.Select(gate => new PlacedBatch(gate, SampleRecords.Stream, here, [Summed(1, Hour)]))], None);
        var sums = await Store.SumSummariesAsync(
            new SummaryQuery(SummarySpan.Hour, PlaceLevel.Gate, new PlaceCode(PlaceLevel.Community, "c-told"), Hour, Hour + 3600), None);
        Assert.Equal(gates.Select(gate => gate.Value), sums.Select(sum => sum.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Summaries_of_a_gate_that_moved_are_told_to_an_area_only_from_when_it_stood_there()
    {
        var gate = NewGate();
        var (before, since) = (new Place("d-moved", "s-before", "c-before"), new Place("d-moved", "s-since", "c-since"));
        await Store.WriteAsync(
            [
                new PlacedBatch(gate, SampleRecords.Stream, before, [Summed(1, Hour) with { Normal = 1 }]),
                new PlacedBatch(gate, SampleRecords.Stream, since, [Summed(2, Hour) with { Normal = 2 }]),
            ],
            None);
        var all = new SummaryQuery(SummarySpan.Hour, PlaceLevel.Gate, new PlaceCode(PlaceLevel.Gate, gate.Value), Hour, Hour + 3600);
        var sums = new List<long>();
        foreach (var area in new[] { null, new PlaceCode(PlaceLevel.Street, "s-before"), new PlaceCode(PlaceLevel.Community, "c-since") })
            sums.Add((await Store.SumSummariesAsync(all with { Area = area }, None)).Single().Normal);
        Assert.Equal([3L, 1, 2], sums);
    }

    [Fact]
    public async Task Summaries_are_told_by_stream_and_place_with_their_temperatures_each_once()
    {
        var (gate, later, since) = (NewGate(), new StreamId(7), new Place("d-moved", "s-since", "c-since"));
        var first = Summed(1, Hour) with { Normal = 3, InServiceSeconds = 300, Histogram = BodyHistogram.From([(26, 2), (27, 1)]) };
        var second = Summed(2, Hour) with { Normal = 1, Fever = 1, Histogram = BodyHistogram.From([(27, 1), (40, 1)]), AmbientCount = 1, AmbientSumCentiC = -5, AmbientMinCentiC = -5, AmbientMaxCentiC = -5 };
        var moved = Summed(3, Hour) with { Normal = 9 };
        var day = Summed(4, Hour) with { Span = SummarySpan.Day, Normal = 100 };
        for (var again = 0; again < 2; again++)
        {
            Assert.Null(await Store.WriteAsync(
                [Batch(gate, [first, second, day]), Batch(gate, [moved]) with { Place = since }, Batch(gate, [Summed(1, Hour + 3600)]) with { Stream = later }], None));
        }

        var sums = await SumsAsync(new SummaryPart(Hour, Hour + 7200, [Of(gate)]), new SummaryPart(Hour, Hour + 3600, [Of(gate)]) { Stream = SampleRecords.Stream });
        Assert.Equal(
            [
                (SampleRecords.Stream, Place, Hour, 4, 1, 300, "365:2,366:2,379:1", -5),
                (SampleRecords.Stream, since, Hour, 9, 0, 0, "", null),
                (later, Place, Hour + 3600, 0, 0, 0, "", (int?)null),
            ],
            sums.OrderBy(sum => sum.StartSeconds).ThenBy(sum => CountsOf(sum).Normal).Select(sum => (
                sum.Stream, sum.Place, sum.StartSeconds, (int)CountsOf(sum).Normal, (int)CountsOf(sum).Fever, (int)CountsOf(sum).InServiceSeconds, BinsOf(sum), CountsOf(sum).AmbientMinCentiC)));
        Assert.All(sums, sum => Assert.Equal(gate, sum.Gate));
        Assert.Equal(9, CountsOf(Assert.Single(await SumsAsync(new SummaryPart(Hour, Hour + 1, [Of(gate), new PlaceCode(PlaceLevel.Street, "s-since")])))).Normal);
        Assert.Equal(later, Assert.Single(await SumsAsync(new SummaryPart(0, Hour + 3601, [Of(gate)]) { Stream = later })).Stream);
        Assert.Empty(await SumsAsync(new SummaryPart(Hour + 1, Hour + 3600, [Of(gate)])));
        Assert.Empty(await SumsAsync());
        Assert.Equal(100, CountsOf(Assert.Single(await Store.SumStreamsAsync(SummarySpan.Day, [new SummaryPart(Hour, Hour + 1, [Of(gate)])], None))).Normal);
        Assert.Equal(
            [later, SampleRecords.Stream],
            (await Store.SourcesAsync(None)).Where(source => source.Gate == gate).Select(source => source.Stream).OrderBy(stream => stream.Value));

        Task<IReadOnlyList<StreamSum>> SumsAsync(params SummaryPart[] parts) => Store.SumStreamsAsync(SummarySpan.Hour, parts, None);

        static PlaceCode Of(GateId gate) => new(PlaceLevel.Gate, gate.Value);
    }

    [Fact]
    public async Task More_parts_than_are_asked_for_at_once_are_told_as_well()
    {
        var gate = NewGate();
        var hours = Enumerable.Range(0, 450).Select(hour => Hour + (hour * 3600L)).ToList();
        Assert.Null(await Store.WriteAsync([Batch(gate, [.. hours.Select((start, i) => Summed(i + 1, start) with { Normal = i })])], None));
        var parts = hours.Select(start => new SummaryPart(start, start + 3600, [new PlaceCode(PlaceLevel.Gate, gate.Value)])).ToList();
        var sums = await Store.SumStreamsAsync(SummarySpan.Hour, parts, None);
        Assert.Equal(hours.Select((start, i) => (start, (long)i)), sums.Select(sum => (sum.StartSeconds, CountsOf(sum).Normal)).Order());
    }

    [Fact]
    public async Task Days_that_start_within_one_day_of_UTC_stay_apart()
    {
        var gate = NewGate();
        var day = Hour - 8 * 3600;
        GateRecord[] records =
        [
            Summed(1, day) with { Span = SummarySpan.Day, Normal = 1 },
            Summed(2, day + 23 * 3600) with { Span = SummarySpan.Day, Normal = 2 },
        ];
        await Store.WriteAsync([Batch(gate, records)], None);
        var sums = await Store.SumSummariesAsync(
            new SummaryQuery(SummarySpan.Day, PlaceLevel.Gate, new PlaceCode(PlaceLevel.Gate, gate.Value), day, day + 2 * 86_400), None);
        Assert.Equal([(day, 1L), (day + 23 * 3600, 2L)], sums.Select(sum => (sum.StartSeconds, sum.Normal)).Order());
    }

    [Fact]
    public async Task No_two_records_that_a_gate_made_of_one_moment_merge_and_streams_are_kept_apart()
    {
        var gate = NewGate();
        var other = new StreamId(7);
        GateRecord[] records = [.. Enumerable.Range(1, 2_500).Append(500_001).Append(999_999).Select(At)];
        foreach (var part in records.Chunk(500))
            await Store.WriteAsync([Batch(gate, part), Batch(gate, part) with { Stream = other }], None);

        foreach (var stream in (StreamId[])[SampleRecords.Stream, other])
        {
            var tally = await Store.TallyAsync(gate, stream, None);
            Assert.Equal((2_502, 0, 999_999), (tally.Count, tally.Doubled.Count, tally.Max));
        }

        static GateRecord At(int seq) => Measured(seq, DistinctTime.Of(new RecordTime(Hour * 1_000_000, 1_000), seq).Microseconds);
    }

    [Fact]
    public async Task Streams_gates_and_highest_seqs_are_known()
    {
        var gate = NewGate();
        var other = new StreamId(0xffff_ffff_ffff_fffe);
        Assert.Equal(0, await Store.HighestSeqAsync(gate, SampleRecords.Stream, 0, None));
        Assert.Empty(await Store.StreamsAsync(gate, None));

        await Store.WriteAsync(
            [Batch(gate, SampleRecords.OfEveryKind()), Batch(gate, [Measured(3, Hour * 1_000_000)]) with { Stream = other }], None);

        Assert.Equal([SampleRecords.Stream, other], await Store.StreamsAsync(gate, None));
        Assert.Equal(49, await Store.HighestSeqAsync(gate, SampleRecords.Stream, 0, None));
        Assert.Equal(3, await Store.HighestSeqAsync(gate, other, 0, None));
        Assert.Contains(gate, await Store.GatesAsync(None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Hour - 100)]
    [InlineData(Hour + 90_000_000)]
    public async Task What_is_missing_of_some_seqs_is_found_whatever_time_is_given_with_them(long sinceSeconds)
    {
        var (gate, other) = (NewGate(), new StreamId(7));
        var seqs = Enumerable.Range(1, 3_000).Where(seq => seq is not (7 or (>= 2_000 and <= 2_099))).ToArray();
        foreach (var part in seqs.Chunk(500))
            await Store.WriteAsync([Batch(gate, [.. part.Select(seq => Measured(seq, (Hour + seq) * 1_000_000))])], None);
        await Store.WriteAsync([Batch(gate, [Measured(7, Hour * 1_000_000)]) with { Stream = other }], None);
        var since = sinceSeconds * 1_000_000;

        Assert.Empty(await MissingAsync(SampleRecords.Stream, new SeqRange(1, 6), new SeqRange(8, 1_999), new SeqRange(2_100, 3_000)));
        Assert.Equal([new SeqRange(7, 7), new SeqRange(2_000, 2_099)], await MissingAsync(SampleRecords.Stream, new SeqRange(1, 3_000)));
        Assert.Equal([new SeqRange(7, 7), new SeqRange(2_050, 2_099)], await MissingAsync(SampleRecords.Stream, new SeqRange(5, 9), new SeqRange(2_050, 2_500)));
        Assert.Equal([new SeqRange(3_001, 3_009)], await MissingAsync(SampleRecords.Stream, new SeqRange(2_990, 3_009)));
        Assert.Equal([new SeqRange(8, 20)], await MissingAsync(other, new SeqRange(7, 20)));
        Assert.Equal([new SeqRange(1, 20)], await MissingAsync(new StreamId(8), new SeqRange(1, 20)));
        Assert.Equal([new SeqRange(7, 7)], await Store.MissingAsync(gate, new HeldSeqs(SampleRecords.Stream, [new SeqRange(1, 3_000)], since), 1, None));

        Task<IReadOnlyList<SeqRange>> MissingAsync(StreamId stream, params SeqRange[] ranges) =>
            Store.MissingAsync(gate, new HeldSeqs(stream, ranges, since), 100, None);
    }

    [Fact]
    public async Task A_summary_of_a_day_long_past_is_not_missing()
    {
        var gate = NewGate();
        var late = (Summary)SampleRecords.OfEveryKind().First(record => record is Summary { Span: SummarySpan.Day });
        await Store.WriteAsync([Batch(gate, [Measured(1, Hour * 1_000_000), late with { Seq = 2, StartSeconds = Hour - 30 * 86_400 }])], None);
        Assert.Empty(await Store.MissingAsync(gate, new HeldSeqs(SampleRecords.Stream, [new SeqRange(1, 2)], Hour * 1_000_000), 9, None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Hour - 100)]
    [InlineData(Hour + 90_000_000)]
    public async Task The_highest_seq_is_found_whatever_time_is_given_with_it(long sinceSeconds)
    {
        var gate = NewGate();
        await Store.WriteAsync([Batch(gate, [Measured(1, Hour * 1_000_000), Measured(40, (Hour + 40) * 1_000_000)])], None);
        Assert.Equal(40, await Store.HighestSeqAsync(gate, SampleRecords.Stream, sinceSeconds * 1_000_000, None));
    }

    [Fact]
    public async Task The_newest_record_up_to_a_seq_is_found_as_it_was_made()
    {
        var gate = NewGate();
        var records = SampleRecords.OfEveryKind();
        await Store.WriteAsync(
            [Batch(gate, records), Batch(gate, [Measured(3, Hour * 1_000_000), Measured(70, Hour * 1_000_000)]) with { Stream = new StreamId(7) }], None);

        foreach (var record in records)
            Assert.Equal(record, await Store.NewestAsync(gate, SampleRecords.Stream, record.Seq, None));
        Assert.Equal(3, (await Store.NewestAsync(gate, new StreamId(7), 69, None))!.Seq);
        Assert.Null(await Store.NewestAsync(gate, new StreamId(7), 2, None));
        Assert.Null(await Store.NewestAsync(NewGate(), SampleRecords.Stream, 9, None));
    }

    [Fact]
    public async Task Events_are_found_by_type()
    {
        var gate = NewGate();
        GateEvent[] events =
        [
            Happening(1, Hour * 1_000_000) with { Type = GateEventType.Shed, Detail = "1-9 full" },
            Happening(2, Hour * 1_000_000 + 1),
            Happening(3, Hour * 1_000_000 + 2) with { Type = GateEventType.Rejected, Detail = "10 body_out_of_range" },
        ];
        await Store.WriteAsync([Batch(gate, events)], None);
        Assert.Equal(
            [events[0], events[2]],
            await Store.EventsAsync(gate, SampleRecords.Stream, [GateEventType.Shed, GateEventType.Rejected], None));
    }

    [Fact]
    public async Task Many_records_are_read_in_pages_and_tallied_with_their_gaps()
    {
        var gate = NewGate();
        var seqs = Enumerable.Range(1, 5_000).Where(seq => seq is not (7 or (>= 2_000 and <= 2_999))).ToArray();
        foreach (var part in seqs.Chunk(500))
            await Store.WriteAsync([Batch(gate, [.. part.Select(seq => Measured(seq, Hour * 1_000_000 + seq))])], None);

        var tally = await Store.TallyAsync(gate, SampleRecords.Stream, None);

        Assert.Equal(seqs.Select(seq => (long)seq), (await ReadAll(gate, 1)).Select(stored => stored.Record.Seq));
        Assert.Equal(seqs.Length, tally.Count);
        Assert.Equal([new SeqRange(7, 7), new SeqRange(2_000, 2_999), new SeqRange(5_001, 5_010)], tally.Missing(5_010));
    }

    [Fact]
    public async Task A_store_that_answers_is_well() => Assert.Null(await Store.ProbeAsync(None));

    /// <summary>A file of what an earlier version wrote: <see cref="SampleRecords.OfEveryKind"/> of the gate "gate-old".</summary>
    protected static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Store", "golden", name);

    protected static GateId NewGate() => GateId.Parse($"gate-{Interlocked.Increment(ref _gates)}");

    /// <summary>An hour that an earlier version counted, told as it was and then with what this version adds to it.</summary>
    protected static async Task AddsUpWithAnEarlierVersionsAsync(IRecordStore store)
    {
        var gate = GateId.Parse("gate-old");
        var query = new SummaryQuery(SummarySpan.Hour, PlaceLevel.Gate, new PlaceCode(PlaceLevel.Gate, gate.Value), Hour, Hour + 3600);
        var before = Assert.Single(await store.SumSummariesAsync(query, None));
        Assert.Equal((7, 1, 0, 0), (before.Normal, before.Fever, before.ManualFever, before.ManualNormal));

        Assert.Null(await store.WriteAsync([Batch(gate, SampleRecords.OfLaterFields())], None));

        var after = Assert.Single(await store.SumSummariesAsync(query, None));
        Assert.Equal((14, 2, 1, 2), (after.Normal, after.Fever, after.ManualFever, after.ManualNormal));
        var told = Assert.Single(await store.SumStreamsAsync(SummarySpan.Hour, [new SummaryPart(Hour, Hour + 3600, [query.Within!])], None));
        Assert.Equal(after, CountsOf(told));
        Assert.Equal("339:2,366:12,421:2", BinsOf(told));
        Assert.Equal(
            [.. SampleRecords.OfEveryKind(), .. SampleRecords.OfLaterFields()],
            (await ReadAll(store, gate, 1)).Select(stored => stored.Record));
    }

    private static SummarySum CountsOf(StreamSum sum) => new SumTotals().Add(sum.Sums).Of(sum.Gate.Value, sum.StartSeconds);

    private static string BinsOf(StreamSum sum) => sum.Sums.Text[(sum.Sums.Text.IndexOf(';', StringComparison.Ordinal) + 1)..];

    protected static PlacedBatch Batch(GateId gate, IReadOnlyList<GateRecord> records) =>
        new(gate, SampleRecords.Stream, Place, records);

    protected static Screening Measured(long seq, long microseconds) => (Screening)SampleRecords.OfEveryKind()[1] with
    {
        Seq = seq,
        Time = new RecordTime(microseconds, 1_000),
        FirstSeq = null,
    };

    private static GateEvent Happening(long seq, long microseconds) => new()
    {
        Seq = seq,
        Time = new RecordTime(microseconds, 1_000),
        Type = GateEventType.DoorOpened,
    };

    private static Summary Summed(long seq, long startSeconds) => new()
    {
        Seq = seq,
        Time = new RecordTime((startSeconds + 3600) * 1_000_000, 1_000),
        Span = SummarySpan.Hour,
        StartSeconds = startSeconds,
    };

    private Task<List<StoredRecord>> ReadAll(GateId gate, long fromSeq) => ReadAll(Store, gate, fromSeq);

    private static async Task<List<StoredRecord>> ReadAll(IRecordStore store, GateId gate, long fromSeq)
    {
        var records = new List<StoredRecord>();
        await foreach (var record in store.ReadAsync(gate, SampleRecords.Stream, fromSeq, None))
            records.Add(record);
        return records;
    }
}
