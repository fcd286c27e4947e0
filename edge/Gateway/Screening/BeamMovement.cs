using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Screenings;

/// <summary>What a pair of beams says of people between them. Movements end in the order in which they began.</summary>
/// <param name="End">Only when it ended; "completed", "aborted" or "tailgated" as far as beams can tell.</param>
internal readonly record struct BeamMovement(BeamMovementKind Kind, PassageDirection Direction, PassageEnd? End = null);

internal enum BeamMovementKind
{
    Began,

    /// <summary>Another one entered behind the first.</summary>
    Followed,
    Ended,
}
