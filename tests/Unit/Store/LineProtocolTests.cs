using System.Text;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Contract;

namespace Checkpoint.Tests.Unit.Store;

public sealed class LineProtocolTests
{
    private static readonly Place Place = new("230103", "230103001", "230103001001");

    [Fact]
    public void Each_kind_is_written_with_sorted_tags_and_the_fields_that_make_it_whole()
    {
        const string common = "community=230103001001,district=230103,";
        const string end = "gate=gate-1";
        const string stream = "stream=0123456789abcdef,street=230103001";
        string[] expected =
        [
            $"screening,{common}{end},outcome=retry,quality=indicative,{stream} seq=41i,first_seq=41i,surface_c=-5.12,ambient_c=14.98,samples=2i,dwell_ms=1500i,model=\"heat_balance\",model_version=1i,threshold_c=37.30,reason=\"too_few_samples\",maintenance=f,time_error_us=3000i 1767225600000000041",
            $"screening,{common}{end},outcome=normal,quality=clinical,{stream} seq=42i,first_seq=41i,body_c=36.64,surface_c=34.01,ambient_c=20.17,samples=12i,dwell_ms=1212i,model=\"melexis_reference\",model_version=1i,threshold_c=37.30,reason=\"none\",maintenance=f,time_error_us=3000i 1767225606200000042",
            $"passage,community=230103001001,direction=inward,district=230103,end=completed,{end},{stream} seq=43i,screening_seq=42i,maintenance=f,time_error_us=3000i 1767225608000000043",
            $"passage,community=230103001001,direction=outward,district=230103,end=unscreened,{end},{stream} seq=44i,maintenance=t,time_error_us=4000i 1767225609500000044",
            $"gate_event,{common}{end},{stream},type=door_forced seq=45i,count=3i,detail=\"door 门 open\",maintenance=f,time_error_us=4000i 1767225609600000045",
            $"gate_summary,{common}{end},span=hour,{stream} seq=46i,time_us=1767229200000000i,start_s=1767225600i,passages=8i,normal=7i,fever=1i,retry=2i,manual=1i,manual_fever=0i,manual_normal=0i,inward=6i,outward=2i,in_service_s=3600i,ambient_n=2i,ambient_sum_c=35.15,ambient_min_c=14.98,ambient_max_c=20.17,under=1i,b366=6i,over=1i,sums=\"7,1,2,1,0,0,6,2,3600,2,3515,1498,2017;339:1,366:6,421:1\",maintenance=f,time_error_us=5000i 1767225600000000046",
        ];
        Assert.Equal(expected, Lines(SampleRecords.OfEveryKind()).Take(expected.Length));
    }

    [Fact]
    public void Air_the_screening_of_a_manual_result_and_manual_results_counted_are_written_where_they_are()
    {
        var lines = Lines(SampleRecords.OfLaterFields());
        Assert.Contains(",ambient_c=20.17,air_c=19.87,samples=", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("air_c", lines[1], StringComparison.Ordinal);
        Assert.Contains(",air_c=-12.04,", lines[2], StringComparison.Ordinal);
        Assert.Contains(",type=manual_fever seq=57i,count=1i,detail=\"\",screening_seq=52i,maintenance=f", lines[6], StringComparison.Ordinal);
        Assert.DoesNotContain("screening_seq", lines[8], StringComparison.Ordinal);
        Assert.Contains(",manual=1i,manual_fever=1i,manual_normal=2i,inward=6i", lines[10], StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_gate_was_refused_and_has_dropped_is_written_with_its_health()
    {
        var lines = Lines(SampleRecords.OfVersion12());
        Assert.Contains(",outbox_oldest_s=61i,outbox_rejected=7i,outbox_shed=120000i,outbox_overfull=t,device_bytes_written=", lines[0], StringComparison.Ordinal);
        Assert.Contains(",outbox_rejected=0i,outbox_shed=0i,outbox_overfull=f,", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    [InlineData("a \"b\"", "\"a \\\"b\\\"\"")]
    [InlineData("c:\\", "\"c:\\\\\"")]
    [InlineData("\\\"", "\"\\\\\\\"\"")]
    [InlineData("门\"", "\"门\\\"\"")]
    public void Quotes_and_backslashes_in_text_are_escaped(string text, string expected)
    {
        using var buffer = new LineBuffer();
        buffer.WriteQuoted(text);
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer.Written.Span));
    }

    [Theory]
    [InlineData("plain-1", "plain-1")]
    [InlineData("a b,c=d", @"a\ b\,c\=d")]
    public void Blanks_commas_and_equals_signs_in_tags_are_escaped(string value, string expected) =>
        Assert.Equal(expected, SeriesKeys.EscapeTag(value));

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(5, "0.05")]
    [InlineData(-5, "-0.05")]
    [InlineData(-100, "-1.00")]
    [InlineData(3664, "36.64")]
    [InlineData(-27315, "-273.15")]
    [InlineData(1_250_000_000_001, "12500000000.01")]
    public void Hundredths_are_written_exactly(long hundredths, string expected)
    {
        using var buffer = new LineBuffer();
        buffer.WriteHundredths(hundredths);
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer.Written.Span));
    }

    [Fact]
    public void A_summary_is_filed_inside_its_span_even_with_the_highest_seq()
    {
        var summary = (Summary)SampleRecords.OfEveryKind()[5] with { Seq = RecordLimits.MaxSeq };
        Assert.InRange(StorageTime.Of(summary), summary.StartSeconds * 1_000_000_000, (summary.StartSeconds + 3600) * 1_000_000_000 - 1);
    }

    [Fact]
    public void Formatting_a_screening_allocates_nothing_once_its_series_is_known()
    {
        using var buffer = new LineBuffer();
        var lines = new LineProtocol();
        var batch = new PlacedBatch(GateId.Parse("gate-1"), SampleRecords.Stream, Place, [SampleRecords.OfEveryKind()[1]]);
        // The runtime's own one-off allocations, for tiering and statics, are in the first rounds.
        Assert.Equal(0, Enumerable.Range(0, 5).Select(_ => Allocated(() => lines.Write(batch, buffer), buffer)).Min());
    }

    private static long Allocated(Action write, LineBuffer buffer)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            buffer.Clear();
            write();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string[] Lines(IReadOnlyList<GateRecord> records)
    {
        using var buffer = new LineBuffer();
        new LineProtocol().Write(new PlacedBatch(GateId.Parse("gate-1"), SampleRecords.Stream, Place, records), buffer);
        return Encoding.UTF8.GetString(buffer.Written.Span).Split('\n');
    }
}
