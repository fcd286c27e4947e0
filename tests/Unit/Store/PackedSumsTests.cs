using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Store;

public sealed class PackedSumsTests
{
    private static readonly BodyHistogram Every = BodyHistogram.From(Enumerable.Range(0, BodyBins.Count).Select(bin => (bin, bin + 1)));

    private static readonly Summary Full = new()
    {
        Span = SummarySpan.Day,
        StartSeconds = 7,
        Normal = 1,
        Fever = 2,
        Retry = 3,
        Manual = 4,
        ManualFever = 5,
        ManualNormal = 6,
        Inward = 7,
        Outward = 8,
        InServiceSeconds = 9,
        AmbientCount = 10,
        AmbientSumCentiC = -11,
        AmbientMinCentiC = -12,
        AmbientMaxCentiC = 13,
        Histogram = Every,
    };

    private static readonly Summary Empty = new() { Span = SummarySpan.Hour, StartSeconds = 7, InServiceSeconds = 3600 };

    [Fact]
    public void Bins_are_called_by_their_lower_edge()
    {
        var histogram = BodyHistogram.From([(BodyHistogram.Under, 2), (BodyHistogram.BinOf(3400), 3), (BodyHistogram.BinOf(3669), 4), (BodyHistogram.Over, 5)]);
        Assert.Equal("1,2,3,4,5,6,7,8,9,10,-11,-12,13;339:2,340:3,366:4,421:5", PackedSums.Of(Full with { Histogram = histogram }).Text);
        Assert.Equal("0,0,0,0,0,0,0,0,3600,0,0,,;", PackedSums.Of(Empty).Text);
    }

    [Fact]
    public void All_that_was_packed_comes_back_and_adds_up()
    {
        var full = PackedSums.Of(Full);
        var once = new SumTotals().Add(full);
        Assert.Equal(full, once.Pack());
        Assert.Equal(
            new SummarySum
            {
                StartSeconds = 7,
                Code = "gate-1",
                Normal = 1,
                Fever = 2,
                Retry = 3,
                Manual = 4,
                ManualFever = 5,
                ManualNormal = 6,
                Inward = 7,
                Outward = 8,
                InServiceSeconds = 9,
                AmbientCount = 10,
                AmbientSumCentiC = -11,
                AmbientMinCentiC = -12,
                AmbientMaxCentiC = 13,
            },
            once.Of("gate-1", 7));

        var all = once.Add(full).Add(PackedSums.Of(Empty)).Add(PackedSums.Of(Full with { AmbientMinCentiC = -20, AmbientMaxCentiC = 12 }));
        Assert.Equal(Every.Filled.Select(bin => 3L * bin.Count), all.Bins.ToArray());
        Assert.Equal(Every.Filled.Sum(bin => 3L * bin.Count), all.BodyCount);
        var sum = all.Of("", 0);
        Assert.Equal((3L, 18L, 3627L, -33L, -20, 13), (sum.Normal, sum.ManualNormal, sum.InServiceSeconds, sum.AmbientSumCentiC, sum.AmbientMinCentiC, sum.AmbientMaxCentiC));
    }

    [Fact]
    public void Where_no_ambient_temperature_was_there_is_no_least()
    {
        var empty = PackedSums.Of(Empty);
        Assert.Equal(empty, new SumTotals().Add(empty).Pack());
        var sum = new SumTotals().Add(empty).Of("", 0);
        Assert.Equal(((int?)null, (int?)null), (sum.AmbientMinCentiC, sum.AmbientMaxCentiC));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,2,3;")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12;")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13,14;")]
    [InlineData("1,2,x,4,5,6,7,8,9,10,11,12,13;")]
    [InlineData("1,,3,4,5,6,7,8,9,10,11,12,13;")]
    [InlineData("1,-,3,4,5,6,7,8,9,10,11,12,13;")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,x,13;")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,99999999999;")]
    [InlineData("1234567890123456789,2,3,4,5,6,7,8,9,10,11,12,13;")]
    public void Other_texts_are_refused(string text) =>
        Assert.Equal(StoreFaultKind.Unreadable, Assert.Throws<StoreException>(() => new SumTotals().Add(new PackedSums(text))).Fault.Kind);

    [Theory]
    [InlineData("x")]
    [InlineData("366")]
    [InlineData("366:")]
    [InlineData("366:0")]
    [InlineData("366:-1")]
    [InlineData("338:1")]
    [InlineData("422:1")]
    [InlineData("366:1,")]
    [InlineData("366:1;367:1")]
    public void Other_bins_are_refused(string bins) => Other_texts_are_refused($"1,2,3,4,5,6,7,8,9,10,11,12,13;{bins}");

    [Fact]
    public void A_fault_tells_the_beginning_of_a_long_text_only()
    {
        var fault = Assert.Throws<StoreException>(() => new SumTotals().Add(new PackedSums("1,2," + new string('x', 100_000)))).Fault;
        Assert.StartsWith("sums '1,2,xxx", fault.Detail, StringComparison.Ordinal);
        Assert.InRange(fault.Detail.Length, 1, StoreFault.MaxDetailCharacters);
    }

    [Fact]
    public void A_fault_names_the_gate_and_the_hour_that_are_to_be_mended()
    {
        var place = new Place("230103", "230103001", "230103001001");
        Assert.True(StreamId.TryParse("3f0c55e1a7d2946b", out var stream));
        var told = new StreamSum(GateId.Parse("west-gate-1"), stream, place, 1_770_681_600, new PackedSums(new string('x', 1_000)));
        var fault = Assert.Throws<StoreException>(() => new SumTotals().Add(told)).Fault;
        Assert.Equal(StoreFaultKind.Unreadable, fault.Kind);
        Assert.StartsWith(
            "summary of gate west-gate-1, stream 3f0c55e1a7d2946b, at 230103001001, that begins 2026-02-10T00:00:00Z: sums 'xxx", fault.Detail, StringComparison.Ordinal);
        Assert.InRange(fault.Detail.Length, 1, StoreFault.MaxDetailCharacters);
    }
}
