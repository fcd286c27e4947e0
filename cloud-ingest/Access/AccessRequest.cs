using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Access;

/// <summary>What access the broker shall give.</summary>
/// <param name="Gates">Each gets a client whose user name and client id are the gate's id.</param>
public sealed record AccessRequest(IReadOnlyCollection<GateId> Gates)
{
    /// <summary>Of <see cref="Gates"/>, those to be given a new password, e.g. since the old one was lost.</summary>
    public IReadOnlyCollection<GateId> Rotate { get; init; } = [];

    /// <summary>Give the cloud a new password.</summary>
    public bool RotateCloud { get; init; }
}
