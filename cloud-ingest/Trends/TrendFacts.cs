using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>What a trend is made of.</summary>
/// <param name="Parts">Hours or days.</param>
/// <param name="Told">
/// Sums that lie in them. Of gates that moved also what they recorded outside of the scope in that hour or day: it is not added up, it tells
/// that they spoke.
/// </param>
public sealed record TrendFacts(GateRegistry Registry, TrendPeriod Parts, IReadOnlyList<StreamSum> Told, DateTimeOffset KnownAt);
