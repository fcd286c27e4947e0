using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Store;

public sealed class BodyBinsTests
{
    private static readonly BodyHistogram Every = BodyHistogram.From(Enumerable.Range(0, BodyBins.Count).Select(bin => (bin, bin + 1)));

    [Fact]
    public void Bins_are_called_by_their_lower_edge()
    {
        var histogram = BodyHistogram.From([(BodyHistogram.Under, 2), (BodyHistogram.BinOf(3400), 3), (BodyHistogram.BinOf(3669), 4), (BodyHistogram.Over, 5)]);
        Assert.Equal("339:2,340:3,366:4,421:5", BodyBins.Of(histogram).Text);
        Assert.Equal("", BodyBins.Of(BodyHistogram.Empty).Text);
    }

    [Fact]
    public void Every_bin_comes_back_and_adds_up()
    {
        var bins = BodyBins.Of(Every);
        Assert.Equal(bins, BodyBins.Parse(bins.Text));
        var twice = new long[BodyBins.Count];
        bins.Plus(bins).AddTo(twice);
        Assert.Equal(Every.Filled.Select(bin => 2L * bin.Count), twice);
        Assert.Equal((bins, bins), (bins.Plus(default), default(BodyBins).Plus(bins)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("366")]
    [InlineData("366:")]
    [InlineData("366:0")]
    [InlineData("366:-1")]
    [InlineData("338:1")]
    [InlineData("422:1")]
    [InlineData("366:1,")]
    public void Other_texts_are_refused(string text) => Assert.Throws<FormatException>(() => BodyBins.Parse(text));

    [Fact]
    public void A_summary_packed_for_InfluxDB_comes_back()
    {
        var summary = new Summary
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
        var expected = new SummarySum
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
        };
        Assert.Equal((expected, BodyBins.Of(Every)), PackedSums.Read(PackedSums.Of(summary), "gate-1", 7));
        var none = PackedSums.Read(PackedSums.Of(summary with { AmbientCount = 0, Histogram = BodyHistogram.Empty }), "gate-1", 7);
        Assert.Equal((null, null, default), (none.Sum.AmbientMinCentiC, none.Sum.AmbientMaxCentiC, none.Bins));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,2,3;")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13,14;")]
    [InlineData("1,2,x,4,5,6,7,8,9,10,11,12,13;")]
    public void Other_packed_texts_are_refused(string text) => Assert.Throws<FormatException>(() => PackedSums.Read(text, "gate-1", 7));
}
