namespace Checkpoint.CloudIngest.Reports;

/// <summary>Why a gate was known to be off, and when that was said: a gate closed afterwards was silent until then.</summary>
public sealed record ClosureNote(DateTimeOffset From, DateTimeOffset? Until, string Reason, string By, DateTimeOffset Declared);
