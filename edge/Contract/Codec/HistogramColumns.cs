using Checkpoint.Contract.Records;
using Checkpoint.Contract.Wire;

namespace Checkpoint.Contract.Codec;

/// <summary>Histograms are sparse: how many bins each row fills, then all their bins and counts in a line.</summary>
internal static class HistogramColumns
{
    public static void Write(Summaries columns, IReadOnlyList<Summary> rows)
    {
        foreach (var filled in rows.Select(row => row.Histogram.Filled))
        {
            columns.Bins.Add((uint)filled.Length);
            foreach (var (bin, count) in filled)
            {
                columns.Bin.Add((uint)bin);
                columns.BinCount.Add((uint)count);
            }
        }
    }

    /// <summary>One histogram a row; where the columns disagree, the reader has the fault and the rest is empty.</summary>
    public static BodyHistogram[] Read(Summaries columns, ColumnReader reader)
    {
        var histograms = new BodyHistogram[reader.Rows];
        Array.Fill(histograms, BodyHistogram.Empty);
        if (!LengthsAgree(columns, reader.Rows))
        {
            reader.Fail(MalformedReason.HistogramInvalid, "bins");
            return histograms;
        }

        var next = 0;
        for (var row = 0; row < reader.Rows; row++)
        {
            if (!TryReadRow(columns, ref next, row, out histograms[row]))
                reader.Fail(MalformedReason.HistogramInvalid, "bin");
        }

        return histograms;
    }

    private static bool LengthsAgree(Summaries columns, int rows) => columns.Bins.Count == rows
        && columns.Bin.Count == columns.BinCount.Count
        && columns.Bins.Sum(filled => (long)filled) == columns.Bin.Count;

    private static bool TryReadRow(Summaries columns, ref int next, int row, out BodyHistogram histogram)
    {
        var filled = (int)columns.Bins[row];
        var bins = new (int Bin, int Count)[filled];
        histogram = BodyHistogram.Empty;
        for (var i = 0; i < filled; i++, next++)
        {
            var (bin, count) = (columns.Bin[next], columns.BinCount[next]);
            if (bin > BodyHistogram.Over || count is 0 or > RecordLimits.MaxCount || (i > 0 && bin <= bins[i - 1].Bin))
                return false;
            bins[i] = ((int)bin, (int)count);
        }

        histogram = BodyHistogram.From(bins);
        return true;
    }
}
