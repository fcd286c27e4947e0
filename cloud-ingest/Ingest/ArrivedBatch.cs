using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>A batch that was taken, on its way to the database.</summary>
/// <param name="Placed">Its records; more than one part only if the gate was moved in between.</param>
/// <param name="ArrivedAt">Timestamp of the clock, for measuring.</param>
internal sealed record ArrivedBatch(
    GateId Gate, StreamId Stream, IReadOnlyList<PlacedBatch> Placed, int Records, int Bytes, long ArrivedAt);
