using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store;

/// <summary>A <see cref="LedgerEntry"/> as JSON has it: ids and ranges as texts, e.g. "7" and "2000-2999".</summary>
public sealed record LedgerItem(
    string Gate,
    string Stream,
    bool Balanced,
    long MadeThrough,
    long Stored,
    long Pending,
    long MissingCount,
    IReadOnlyList<string> Missing,
    long DoubledCount,
    IReadOnlyList<string> Doubled,
    long Shed,
    long Rejected)
{
    public static LedgerItem Of(LedgerEntry entry) => new(
        entry.Gate.Value,
        entry.Stream.ToString(),
        entry.IsBalanced,
        entry.MadeThrough,
        entry.Stored,
        entry.Pending,
        entry.MissingCount,
        Texts(entry.Missing),
        entry.DoubledCount,
        Texts(entry.Doubled),
        entry.Shed,
        entry.Rejected);

    private static string[] Texts(IReadOnlyList<SeqRange> ranges) => [.. ranges.Select(range => range.ToString())];
}
