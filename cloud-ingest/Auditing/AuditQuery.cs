using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Auditing;

/// <summary>Which lines of the audit.</summary>
/// <param name="Within">Those that concern this area or what lies in it.</param>
/// <param name="Who">Of this one only; null for all.</param>
/// <param name="Before">Those with a smaller id: the last one of an earlier answer, to go on behind it.</param>
public sealed record AuditQuery(Area Within, DateTimeOffset From, DateTimeOffset To, string? Who, long Before, int Limit);
