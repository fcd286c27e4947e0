using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>What a trend is made of.</summary>
/// <param name="Parts">Hours or days.</param>
public sealed record TrendFacts(GateRegistry Registry, TrendPeriod Parts, TrendTally Told, DateTimeOffset KnownAt);
