using System.Text.Json.Serialization;

namespace Checkpoint.Contract.Records;

/// <summary>
/// A durable fact of one gate. Made once, at the gate; gets its <see cref="Seq"/> when it becomes durable and its
/// <see cref="Time"/> before it is first sent, and never changes after.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Screening), "screening")]
[JsonDerivedType(typeof(Passage), "passage")]
[JsonDerivedType(typeof(GateEvent), "event")]
[JsonDerivedType(typeof(Summary), "summary")]
[JsonDerivedType(typeof(Health), "health")]
public abstract record GateRecord
{
    /// <summary>Position in its stream, gap-free from 1; 0 while it has none.</summary>
    public long Seq { get; init; }

    public RecordTime Time { get; init; }

    /// <summary>Made while the gate was being worked on: kept, never counted.</summary>
    public bool Maintenance { get; init; }
}
