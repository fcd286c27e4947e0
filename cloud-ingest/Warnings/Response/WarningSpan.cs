namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>From which to which day a warning has alarms.</summary>
public sealed record WarningSpan(long Id, bool IsClosed, DateOnly First, DateOnly Last);
