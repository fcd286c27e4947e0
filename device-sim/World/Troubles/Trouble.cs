namespace Checkpoint.DeviceSim.World.Troubles;

/// <summary>One trouble, from its begin until before its end.</summary>
/// <param name="Size">In the unit that its kind says; 0 where it has none.</param>
public sealed record Trouble(TroubleKind Kind, DateTimeOffset From, DateTimeOffset To, double Size);
