using Checkpoint.Contract;
namespace Checkpoint.CloudIngest.Registry;

/// <summary>Where a gate stands, as what, and from when on.</summary>
/// <param name="From">Holds for records of this time and later; a gate's first assignment also for all earlier ones.</param>
public sealed record Assignment(DateTimeOffset From, Place Place, GateKind Kind, LocalName Name);
