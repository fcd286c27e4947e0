namespace Checkpoint.CloudIngest.Reports;

/// <summary>An issue without its contents.</summary>
/// <param name="Hash">SHA-256 of the document, hex.</param>
public sealed record ReportIssue(
    string Area,
    DateOnly Day,
    int Number,
    string Serial,
    DateTimeOffset IssuedAt,
    DateTimeOffset? DueAt,
    bool Late,
    string IssuedBy,
    string? Reason,
    DateTimeOffset KnownAt,
    bool ZeroClaimed,
    bool Complete,
    string Hash,
    ReportSignature? Signature);
