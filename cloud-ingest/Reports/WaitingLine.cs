namespace Checkpoint.CloudIngest.Reports;

/// <summary>A gate that spoke and is not registered; where it stands is not known.</summary>
public sealed record WaitingLine(string Gate, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
