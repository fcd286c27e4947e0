using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Contract;

namespace Checkpoint.Tests.Integration.Store;

/// <summary>Screenings of many gates in pages: whatever is asked for and however small the pages, together they are all, once, in order.</summary>
public abstract class ScreeningPagesContract
{
    private const long Hour = 1_767_225_600; // 2026-01-01T00:00:00Z

    private const long HourNs = Hour * 1_000_000_000;

    private static readonly Place[] Places =
    [
        new("230103", "230103001", "230103001001"), new("230103", "230103001", "230103001002"), new("230103", "230103002", "230103002001"),
    ];

    protected abstract IRecordStore Store { get; }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Pages_together_are_all_that_is_asked_for_in_order_also_where_gates_have_equal_times(int seed)
    {
        var random = new Random(seed);
        var all = await FillAsync(random, $"pages-{seed}");
        Assert.True(all.GroupBy(stored => StorageTime.Of(stored.Record)).Count(group => group.Count() > 3) > 20, "there are no equal times");
        for (var i = 0; i < 40; i++)
        {
            var query = Any(random, all);
            var expected = all.Where(stored => Fits(query, stored)).OrderBy(ScreeningKey.Of, query.Order).ToList();
            Assert.Equal(expected, await PagesAsync(query));
        }
    }

    /// <summary>A gate that moves, others that stay; two streams of each, whose seqs and times are the same.</summary>
    private async Task<List<StoredRecord>> FillAsync(Random random, string name)
    {
        var all = new List<StoredRecord>();
        foreach (var (gate, at) in Enumerable.Range(0, 5).Select(i => (GateId.Parse($"{name}-{i}"), i)))
        {
            foreach (var stream in new[] { new StreamId(0x0123), new StreamId(0xffff_ffff_ffff_fffe) })
            {
                GateRecord[] records = [.. Enumerable.Range(1, 30).Select(seq => Any(random, seq))];
                foreach (var part in at == 0 ? records.Chunk(15) : [records])
                {
                    var place = Places[at == 0 && part[0].Seq > 15 ? 2 : at % Places.Length];
                    Assert.Null(await Store.WriteAsync([new PlacedBatch(gate, stream, place, part)], CancellationToken.None));
                    all.AddRange(part.Select(record => new StoredRecord(gate, stream, place, record)));
                }
            }
        }

        return all;
    }

    private static GateRecord Any(Random random, int seq) => (Screening)SampleRecords.OfEveryKind()[1] with
    {
        Seq = seq,
        FirstSeq = null,
        Time = new RecordTime(Hour * 1_000_000 + random.Next(3), 1_000),
        Outcome = random.Next(4) == 0 ? ScreeningOutcome.Fever : ScreeningOutcome.Normal,
        Quality = random.Next(3) == 0 ? ScreeningQuality.Indicative : ScreeningQuality.Clinical,
        Reason = random.Next(3) == 0 ? ScreeningReason.TooFewSamples : ScreeningReason.None,
        Maintenance = random.Next(5) == 0,
    };

    private static ScreeningQuery Any(Random random, List<StoredRecord> all)
    {
        var gate = all[random.Next(all.Count)].Gate.Value;
        PlaceCode?[] within =
        [
            null, new PlaceCode(PlaceLevel.Gate, gate), new PlaceCode(PlaceLevel.Community, "230103001001"), new PlaceCode(PlaceLevel.Street, "230103001"),
            new PlaceCode(PlaceLevel.District, "230103"),
        ];
        return new ScreeningQuery(HourNs + random.Next(1_100), HourNs + 1_000 + random.Next(2_000), random.Next(1, 60))
        {
            Within = within[random.Next(within.Length)],
            Area = random.Next(3) == 0 ? new PlaceCode(PlaceLevel.Street, "230103002") : null,
            NewestFirst = random.Next(2) == 0,
            Outcome = random.Next(3) == 0 ? ScreeningOutcome.Fever : null,
            Quality = random.Next(4) == 0 ? ScreeningQuality.Clinical : null,
            Reason = random.Next(5) == 0 ? ScreeningReason.TooFewSamples : null,
            Maintenance = random.Next(4) == 0 ? random.Next(2) == 0 : null,
        };
    }

    private static bool Fits(ScreeningQuery query, StoredRecord stored)
    {
        var (record, time) = ((Screening)stored.Record, StorageTime.Of(stored.Record));
        return time >= query.FromNs && time < query.ToNs && (query.Outcome is null || query.Outcome == record.Outcome)
            && (query.Quality is null || query.Quality == record.Quality) && (query.Reason is null || query.Reason == record.Reason)
            && (query.Maintenance is null || query.Maintenance == record.Maintenance)
            && query.Bounds.All(place => place.Code == place.Level switch
            {
                PlaceLevel.Gate => stored.Gate.Value,
                PlaceLevel.Community => stored.Place.Community,
                PlaceLevel.Street => stored.Place.Street,
                _ => stored.Place.District,
            });
    }

    private async Task<List<StoredRecord>> PagesAsync(ScreeningQuery query)
    {
        var all = new List<StoredRecord>();
        while (true)
        {
            var page = await Store.ScreeningsAsync(query, CancellationToken.None);
            all.AddRange(page);
            Assert.True(page.Count <= query.Limit);
            if (page.Count < query.Limit)
                return all;
            query = query with { After = ScreeningKey.Of(page[^1]) };
        }
    }
}
