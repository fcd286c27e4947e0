using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store;

/// <summary>All summaries of one hour or day that one stream recorded at one place, added up.</summary>
/// <param name="StartSeconds">Of the hour or day, since 1970 UTC.</param>
public sealed record StreamSum(GateId Gate, StreamId Stream, Place Place, long StartSeconds, PackedSums Sums);

/// <summary>Which summaries <see cref="IRecordStore.SumStreamsAsync"/> adds up.</summary>
/// <param name="FromSeconds">Spans that start at or after this, seconds since 1970 UTC.</param>
/// <param name="ToSeconds">Spans that start before this.</param>
/// <param name="Bounds">Only what this gate, or a gate in this place, recorded; all must hold.</param>
public sealed record SummaryPart(long FromSeconds, long ToSeconds, IReadOnlyList<PlaceCode> Bounds)
{
    /// <summary>Only this stream's; null for all.</summary>
    public StreamId? Stream { get; init; }
}

/// <summary>A stream of a gate.</summary>
public sealed record RecordSource(GateId Gate, StreamId Stream);
