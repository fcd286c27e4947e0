namespace Checkpoint.CloudIngest.Exclusions;

/// <summary>By gate, the hours that are not counted. Pure; safe to call from any thread.</summary>
public sealed class ExcludedHours
{
    public static readonly ExcludedHours None = new([]);

    private readonly Dictionary<string, ExcludedSpan[]> _spans;

    public ExcludedHours(IEnumerable<(string Gate, ExcludedSpan Span)> spans) => _spans = spans.GroupBy(one => one.Gate, StringComparer.Ordinal)
        .ToDictionary(gate => gate.Key, gate => gate.Select(one => one.Span).OrderBy(span => span.FromSeconds).ToArray(), StringComparer.Ordinal);

    public bool IsEmpty => _spans.Count == 0;

    /// <summary>Those that have excluded hours.</summary>
    public IReadOnlyCollection<string> Gates => _spans.Keys;

    /// <summary>Ascending, none over another; empty for a gate of which all is counted.</summary>
    public IReadOnlyList<ExcludedSpan> Of(string gate) => _spans.GetValueOrDefault(gate) ?? [];

    /// <param name="seconds">Since 1970 UTC: of a record its time, of a summary its start.</param>
    public bool Holds(string gate, long seconds) => _spans.TryGetValue(gate, out var spans) && Array.Exists(spans, span => span.Holds(seconds));
}
