using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Web.District;

/// <summary>What the gates of the district would have recorded up to now: hours, days, every fever, and all screenings of one gate since yesterday.</summary>
internal static class DistrictHistory
{
    /// <summary>Of this gate every screening of yesterday and today is there.</summary>
    public const string Detailed = "g-001-001-east";

    private const int FeverOfThousand = 2;

    /// <summary>Persons of a thousand by hour of the day.</summary>
    private static readonly int[] ByHour = [2, 1, 1, 1, 4, 15, 45, 90, 70, 45, 45, 65, 75, 50, 40, 45, 65, 110, 95, 60, 40, 22, 10, 4];

    public static IEnumerable<PlacedBatch> Of(DistrictGate gate, int days, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (chance, seq, stream) = (new Random(gate.Id.Value.Sum(letter => letter * 31)), 0L, new StreamId((ulong)gate.Id.Value.Sum(letter => letter * 31) | 1));
        var today = ReportDay.Of(now, zone);
        for (var back = days; back >= 0; back--)
        {
            var day = today.Plus(-back);
            var records = Day(gate, day, back, now, chance).ToList();
            if (records.Count == 0)
                continue;
            var numbered = records.Select(record => record with { Seq = ++seq }).ToList();
            foreach (var batch in numbered.Chunk(RecordLimits.MaxRecordsPerBatch))
                yield return new PlacedBatch(gate.Id, stream, gate.Place, batch);
        }
    }

    /// <summary>What a gate that was silent has of yesterday, when it is back: a stream of its own, all records in one batch.</summary>
    public static PlacedBatch LateYesterday(DistrictGate gate, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (seq, day) = (0L, ReportDay.Of(now, zone).Plus(-1));
        var records = Day(gate with { Story = GateStory.Usual }, day, 1, now, new Random(7)).Select(record => record with { Seq = ++seq });
        return new PlacedBatch(gate.Id, new StreamId(99), gate.Place, [.. records]);
    }

    private static IEnumerable<GateRecord> Day(DistrictGate gate, ReportDay day, int back, DateTimeOffset now, Random chance)
    {
        var hours = new List<Summary>();
        foreach (var start in day.HourStarts.Where(start => start < now.ToUnixTimeSeconds() && !IsSilent(gate.Story, back, (start - day.StartSeconds) / 3600)))
        {
            var hour = Hour(gate, start, (int)((start - day.StartSeconds) / 3600), back, now, chance);
            hours.Add(hour);
            yield return hour;
            var all = gate.Id.Value == Detailed && back <= 1;
            foreach (var screening in Screenings(hour, all, chance))
                yield return screening;
        }

        if (hours.Count > 0)
            yield return Sum(hours, day.StartSeconds);
    }

    private static bool IsSilent(GateStory story, int back, long hour) => story switch
    {
        GateStory.Closed => back < 4,
        GateStory.SilentForDays => back < 2,
        GateStory.SilentToday => back == 0 && hour >= 3,
        GateStory.GapYesterday => back == 1 && hour is >= 13 and < 16,
        GateStory.GapLastWeek => back is >= 7 and < 10,
        _ => false,
    };

    private static Summary Hour(DistrictGate gate, long start, int hour, int back, DateTimeOffset now, Random chance)
    {
        var seconds = (int)Math.Min(3600, now.ToUnixTimeSeconds() - start);
        var expected = gate.Story == GateStory.Nobody ? 0 : gate.PersonsADay * ByHour[Math.Min(hour, 23)] / 1000.0 * seconds / 3600;
        var persons = Poisson(expected, chance);
        var fevers = Enumerable.Range(0, persons).Count(_ => chance.Next(1000) < FeverRate(gate.Story, back));
        var manual = Enumerable.Range(0, persons - fevers).Count(_ => chance.Next(100) < 4);
        var ambient = (int)(2100 + (250 * Math.Sin((hour - 9) / 24.0 * 2 * Math.PI)) + chance.Next(-40, 40));
        return new Summary
        {
            Time = RecordTime.At(DateTimeOffset.FromUnixTimeSeconds(start + seconds - 1), TimeSpan.FromMilliseconds(5)),
            Span = SummarySpan.Hour,
            StartSeconds = start,
            Normal = persons - fevers - manual,
            Fever = fevers,
            Manual = manual,
            Retry = persons / 12,
            ManualFever = fevers / 2,
            ManualNormal = fevers - (fevers / 2) + manual,
            Inward = persons,
            Outward = persons * 9 / 10,
            InServiceSeconds = seconds,
            AmbientCount = persons,
            AmbientSumCentiC = (long)ambient * persons,
            AmbientMinCentiC = persons == 0 ? 0 : ambient - 60,
            AmbientMaxCentiC = persons == 0 ? 0 : ambient + 60,
            Histogram = Histogram(persons - fevers, fevers, chance),
        };
    }

    private static int FeverRate(GateStory story, int back) => story switch
    {
        GateStory.NeverFever or GateStory.Nobody => 0,
        GateStory.Outbreak when back < 6 => FeverOfThousand * (10 - back),
        _ => FeverOfThousand,
    };

    private static BodyHistogram Histogram(int normal, int fevers, Random chance) => BodyHistogram.From(
        Enumerable.Range(0, normal).Select(_ => BodyHistogram.BinOf(Normal(chance)))
            .Concat(Enumerable.Range(0, fevers).Select(_ => BodyHistogram.BinOf(chance.Next(3735, 3920))))
            .GroupBy(bin => bin).Select(bin => (bin.Key, bin.Count())));

    private static int Normal(Random chance) => (int)(3630 + (Enumerable.Range(0, 6).Sum(_ => chance.NextDouble() - 0.5) * 45));

    private static IEnumerable<Screening> Screenings(Summary hour, bool all, Random chance)
    {
        var count = hour.Fever + (all ? hour.Normal : 0);
        for (var i = 0; i < count; i++)
        {
            var fever = i < hour.Fever;
            var body = fever ? chance.Next(3735, 3920) : Normal(chance);
            yield return new Screening
            {
                Time = RecordTime.At(
                    DateTimeOffset.FromUnixTimeSeconds(hour.StartSeconds).AddSeconds(hour.InServiceSeconds * (i + 0.5) / count), TimeSpan.FromMilliseconds(5)),
                Outcome = fever ? ScreeningOutcome.Fever : ScreeningOutcome.Normal,
                BodyCentiC = body,
                SurfaceCentiC = body - 210,
                AmbientCentiC = 2140,
                SampleCount = 12,
                DwellMs = 1180,
                Model = BodyModel.HeatBalance,
                ModelVersion = 1,
                ThresholdCentiC = 3730,
                Quality = ScreeningQuality.Clinical,
                Reason = ScreeningReason.None,
            };
        }
    }

    private static Summary Sum(List<Summary> hours, long start) => hours[^1] with
    {
        Span = SummarySpan.Day,
        StartSeconds = start,
        Normal = hours.Sum(hour => hour.Normal),
        Fever = hours.Sum(hour => hour.Fever),
        Manual = hours.Sum(hour => hour.Manual),
        Retry = hours.Sum(hour => hour.Retry),
        ManualFever = hours.Sum(hour => hour.ManualFever),
        ManualNormal = hours.Sum(hour => hour.ManualNormal),
        Inward = hours.Sum(hour => hour.Inward),
        Outward = hours.Sum(hour => hour.Outward),
        InServiceSeconds = hours.Sum(hour => hour.InServiceSeconds),
        AmbientCount = hours.Sum(hour => hour.AmbientCount),
        AmbientSumCentiC = hours.Sum(hour => hour.AmbientSumCentiC),
        AmbientMinCentiC = hours.Min(hour => hour.AmbientMinCentiC),
        AmbientMaxCentiC = hours.Max(hour => hour.AmbientMaxCentiC),
        Histogram = BodyHistogram.From(hours.SelectMany(hour => hour.Histogram.Filled).GroupBy(bin => bin.Bin)
            .Select(bin => (bin.Key, bin.Sum(one => one.Count)))),
    };

    /// <summary>By Knuth's method; the means here are small.</summary>
    private static int Poisson(double mean, Random chance)
    {
        var (limit, product, count) = (Math.Exp(-mean), chance.NextDouble(), 0);
        while (product > limit)
        {
            product *= chance.NextDouble();
            count++;
        }

        return count;
    }
}
