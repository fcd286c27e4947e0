using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>Quantiles of body temperatures from counts by bins of 0.1 °C, taken to be spread evenly in each bin.</summary>
public static class BodyQuantiles
{
    private const double LowestC = 34;

    private const double WidthC = 0.1;

    /// <summary>°C with two places: not further than a bin's width from the temperature of that rank. Null of none.</summary>
    /// <param name="counts">By the number of the bin, as in <see cref="BodyBins"/>.</param>
    /// <param name="share">From 0 to 1.</param>
    /// <returns>The scale's end for those under or over it, of which nothing more is known.</returns>
    public static double? Of(ReadOnlySpan<long> counts, double share)
    {
        var total = 0L;
        foreach (var count in counts)
            total += count;
        if (total == 0)
            return null;
        var (rank, before, bin) = (share * total, 0L, 0);
        for (; before + counts[bin] < rank || counts[bin] == 0; bin++)
            before += counts[bin];
        return bin switch
        {
            BodyHistogram.Under => LowestC,
            BodyHistogram.Over => LowestC + ((BodyHistogram.Over - 1) * WidthC),
            _ => Math.Round(LowestC + ((bin - 1 + ((rank - before) / counts[bin])) * WidthC), 2),
        };
    }
}
