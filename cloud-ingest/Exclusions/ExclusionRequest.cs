using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Exclusions;

/// <summary>Hours to be excluded.</summary>
/// <param name="Place">Where the gate stood in them: a community.</param>
/// <param name="From">Of a whole hour, as <paramref name="To"/>, which is after it.</param>
public sealed record ExclusionRequest(GateId Gate, Area Place, DateTimeOffset From, DateTimeOffset To, string Reason);
