namespace Checkpoint.CloudIngest.Reports;

/// <summary>Times of day as pieces that don't overlap; seconds since 1970 UTC.</summary>
internal sealed class Stretches
{
    private readonly List<(long From, long To)> _pieces;

    public Stretches(IEnumerable<(long From, long To)> pieces) => _pieces = [.. pieces.Where(piece => piece.To > piece.From)];

    public long Seconds => _pieces.Sum(piece => piece.To - piece.From);

    public long From => _pieces.Min(piece => piece.From);

    public long To => _pieces.Max(piece => piece.To);

    public Stretches Without(long from, long to) => new(_pieces.SelectMany(piece => new[]
    {
        (piece.From, Math.Min(piece.To, from)), (Math.Max(piece.From, to), piece.To),
    }));

    /// <summary>Seconds of them that lie from one moment to another.</summary>
    public long Within(long from, long to) => _pieces.Sum(piece => Math.Max(0, Math.Min(piece.To, to) - Math.Max(piece.From, from)));
}
