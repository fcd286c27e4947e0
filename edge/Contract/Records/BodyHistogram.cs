using System.Collections.Immutable;

namespace Checkpoint.Contract.Records;

/// <summary>
/// Counts of body temperatures in bins of 0.1 °C from 34.0 to 42.0 °C (bin 1 is 34.0 to 34.1, bin 81 is 42.0 to 42.1), with
/// bin 0 for what lies under and bin 82 for what lies over. Equal when the counts are.
/// </summary>
public sealed class BodyHistogram : IEquatable<BodyHistogram>
{
    public const int Under = 0;

    public const int Over = 82;

    private const int LowestCentiC = 3400;

    private BodyHistogram(ImmutableArray<(int Bin, int Count)> filled) => Filled = filled;

    public static BodyHistogram Empty { get; } = new([]);

    /// <summary>Bins with a count of at least 1, ascending.</summary>
    public ImmutableArray<(int Bin, int Count)> Filled { get; }

    /// <summary>The bin of a body temperature, given in 0.01 °C.</summary>
    public static int BinOf(int bodyCentiC) =>
        bodyCentiC < LowestCentiC ? Under : Math.Min((bodyCentiC - LowestCentiC) / 10 + 1, Over);

    /// <summary>The bin's name in the store: "under", "b340" … "b420", "over".</summary>
    public static string NameOf(int bin) => bin switch
    {
        Under => "under",
        Over => "over",
        _ => $"b{bin + 339}",
    };

    /// <exception cref="ArgumentException">A bin is unknown, repeated, or its count is not positive.</exception>
    public static BodyHistogram From(IEnumerable<(int Bin, int Count)> bins)
    {
        var filled = bins.OrderBy(entry => entry.Bin).ToImmutableArray();
        for (var i = 0; i < filled.Length; i++)
        {
            if (filled[i].Bin is < Under or > Over || filled[i].Count < 1 || (i > 0 && filled[i].Bin == filled[i - 1].Bin))
                throw new ArgumentException($"bin {filled[i].Bin} with count {filled[i].Count}", nameof(bins));
        }

        return filled.IsEmpty ? Empty : new BodyHistogram(filled);
    }

    public bool Equals(BodyHistogram? other) => other is not null && Filled.AsSpan().SequenceEqual(other.Filled.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as BodyHistogram);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var entry in Filled)
            hash.Add(entry);
        return hash.ToHashCode();
    }
}
