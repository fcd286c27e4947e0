using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Benchmarks.Trends;

/// <summary>The summaries of a district's gates of a year, up to now; and what comes late.</summary>
internal sealed class TrendYear
{
    public const int Gates = 112;

    public const string District = "230103";

    private const int Days = 365;

    private const int Communities = 60;

    private const int Streets = 8;

    /// <summary>Days whose hours are told each five minutes, as gates do; of those before a record an hour.</summary>
    private const int FullDays = 3;

    private const int BatchesAtOnce = 20;

    private static readonly LocalName Name = new("名", "name");

    private readonly Random _chance = new(1);

    private readonly long[] _seqs = new long[Gates];

    private readonly ReportDay _today;

    private readonly DateTimeOffset _now;

    private int _late;

    public TrendYear(DateTimeOffset now)
    {
        (_now, _today) = (now, ReportDay.Of(now, Zone));
        var begun = _today.Plus(-Days - 1).At(_today.Plus(-Days - 1).StartSeconds);
        Registry = new GateRegistry(
            [
                new District(District, Name,
                [
                    .. Enumerable.Range(0, Communities).Select(PlaceOf).GroupBy(place => place.Street)
                        .Select(street => new Street(street.Key, Name, [.. street.Select(place => new Community(place.Community, Name))])),
                ]),
            ],
            Enumerable.Range(0, Gates).Select(gate => new RegisteredGate(IdOf(gate), [new Assignment(begun, PlaceOf(gate), GateKind.Pedestrian, Name)])));
    }

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public GateRegistry Registry { get; }

    public DateTimeOffset From => _today.At(_today.Plus(-Days).StartSeconds);

    public DateTimeOffset To => _today.At(_today.EndSeconds);

    /// <summary>Persons counted so far.</summary>
    public long Known { get; private set; }

    /// <returns>How many summaries.</returns>
    public async Task<long> WriteAsync(IRecordStore store, CancellationToken cancellation)
    {
        for (var back = Days; back >= 0; back--)
        {
            var day = _today.Plus(-back);
            var batches = Enumerable.Range(0, Gates).Where(gate => !IsMissing(gate, back)).SelectMany(gate => Batches(gate, back, Told(gate, day, back)));
            foreach (var some in batches.Chunk(BatchesAtOnce))
                await WriteAsync(store, some, cancellation);
        }

        return _seqs.Sum();
    }

    /// <summary>The three days that the next gate has missing.</summary>
    public async Task ArriveLateAsync(IRecordStore store, CancellationToken cancellation)
    {
        var gate = _late++;
        foreach (var back in Enumerable.Range(0, Days).Where(back => IsMissing(gate, back)))
            await WriteAsync(store, [.. Batches(gate, back, Told(gate, _today.Plus(-back), back))], cancellation);
    }

    private static bool IsMissing(int gate, int back) => back - 10 - (gate * 3) is >= 0 and < 3;

    private static GateId IdOf(int gate) => GateId.Parse($"gate-{gate:000}");

    private static Place PlaceOf(int number)
    {
        var community = number % Communities;
        var street = $"{District}{(community % Streets) + 1:000}";
        return new Place(District, street, $"{street}{(community / Streets) + 1:000}");
    }

    /// <summary>One gate in eight went on in another stream half a year ago.</summary>
    private static StreamId StreamOf(int gate, int back) => new((ulong)((gate * 2) + 1 + (gate % 8 == 0 && back < Days / 2 ? 1 : 0)));

    private static async Task WriteAsync(IRecordStore store, IReadOnlyList<PlacedBatch> batches, CancellationToken cancellation)
    {
        if (await store.WriteAsync(batches, cancellation) is { } fault)
            throw new InvalidOperationException(fault.ToString());
    }

    private IEnumerable<PlacedBatch> Batches(int gate, int back, IEnumerable<Summary> told) => told
        .Select(summary => summary with { Seq = ++_seqs[gate] }).Chunk(RecordLimits.MaxRecordsPerBatch)
        .Select(some => new PlacedBatch(IdOf(gate), StreamOf(gate, back), PlaceOf(gate), some));

    private IEnumerable<Summary> Told(int gate, ReportDay day, int back)
    {
        var parts = back < FullDays ? 12 : 1;
        var now = _now.ToUnixTimeSeconds();
        var (whole, bins) = (Empty(SummarySpan.Day, day.StartSeconds, day.EndSeconds), new int[BodyHistogram.Over + 1]);
        foreach (var start in day.HourStarts)
        {
            for (var part = 0; part < parts && start + (3600 * (part + 1) / parts) <= now; part++)
            {
                var hour = Hour(gate, start, 3600 / parts, start + (3600 * (part + 1) / parts));
                Known += hour.Normal + hour.Fever + hour.Manual;
                whole = Plus(whole, hour);
                foreach (var (bin, count) in hour.Histogram.Filled)
                    bins[bin] += count;
                yield return hour;
            }
        }

        if (back > 0)
            yield return whole with { Histogram = Histogram(bins) };
    }

    private Summary Hour(int gate, long start, int seconds, long end)
    {
        var persons = _chance.Next((20 + (gate % 60)) * seconds / 3600 * 2);
        var (fever, bins) = (_chance.Next(200) < persons ? 1 : 0, new int[BodyHistogram.Over + 1]);
        for (var i = 0; i < persons; i++)
            bins[BodyHistogram.BinOf(3630 + (int)(Enumerable.Range(0, 4).Sum(_ => _chance.NextDouble() - 0.5) * 60))]++;
        return Empty(SummarySpan.Hour, start, end) with
        {
            Normal = persons,
            Fever = fever,
            Retry = persons / 12,
            ManualFever = fever,
            Inward = persons,
            Outward = persons / 2,
            InServiceSeconds = seconds,
            AmbientCount = persons,
            AmbientSumCentiC = persons * 2000L,
            AmbientMinCentiC = persons == 0 ? 0 : 1900,
            AmbientMaxCentiC = persons == 0 ? 0 : 2100,
            Histogram = Histogram(bins),
        };
    }

    private static Summary Empty(SummarySpan span, long start, long end) =>
        new() { Span = span, StartSeconds = start, Time = RecordTime.At(DateTimeOffset.FromUnixTimeSeconds(end), TimeSpan.FromMilliseconds(5)) };

    private static Summary Plus(Summary day, Summary hour) => day with
    {
        Normal = day.Normal + hour.Normal,
        Fever = day.Fever + hour.Fever,
        Retry = day.Retry + hour.Retry,
        ManualFever = day.ManualFever + hour.ManualFever,
        Inward = day.Inward + hour.Inward,
        Outward = day.Outward + hour.Outward,
        InServiceSeconds = day.InServiceSeconds + hour.InServiceSeconds,
        AmbientCount = day.AmbientCount + hour.AmbientCount,
        AmbientSumCentiC = day.AmbientSumCentiC + hour.AmbientSumCentiC,
        AmbientMinCentiC = 1900,
        AmbientMaxCentiC = 2100,
    };

    private static BodyHistogram Histogram(int[] bins) =>
        BodyHistogram.From(bins.Select((count, bin) => (bin, count)).Where(bin => bin.count > 0));
}
