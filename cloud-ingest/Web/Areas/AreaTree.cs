using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Areas;

/// <summary>The places that a viewer may see, with what they lie in.</summary>
/// <param name="Root">`all`, or the code of the viewer's area.</param>
public sealed record AreaTree(string Root, IReadOnlyList<AreaDistrict> Districts);

/// <summary>A district.</summary>
public sealed record AreaDistrict(string Code, LocalName Name, IReadOnlyList<AreaStreet> Streets);

/// <summary>A street of a district.</summary>
public sealed record AreaStreet(string Code, LocalName Name, IReadOnlyList<AreaCommunity> Communities);

/// <param name="Gates">Those that stand there now.</param>
public sealed record AreaCommunity(string Code, LocalName Name, IReadOnlyList<AreaGate> Gates);

/// <summary>A gate where it now stands.</summary>
public sealed record AreaGate(string Id, LocalName Name, GateKind Kind);
