using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>A report as it was issued: what is numbered, signed and never changed.</summary>
/// <param name="Number">From 1; a later issue of the same area and day is a revision.</param>
/// <param name="DueAt">When it was to be issued; null for one issued by hand.</param>
/// <param name="Late">The service was not there, or could not ask the database, at that time.</param>
/// <param name="IssuedBy">The account, or <see cref="Schedule"/>.</param>
/// <param name="Reason">Of a revision.</param>
/// <param name="KnownAt">It holds what was known then.</param>
public sealed record IssueDocument(
    string Serial,
    int Number,
    DateTimeOffset IssuedAt,
    DateTimeOffset? DueAt,
    bool Late,
    string IssuedBy,
    string? Reason,
    DateTimeOffset KnownAt,
    DailyReport Report)
{
    public const string Schedule = "schedule";

    public const int MaxReason = 500;

    public static string SerialOf(string area, DateOnly day, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{area}-{day:yyyyMMdd}-{number}");

    /// <summary>SHA-256 of a document's bytes, 64 hex digits: <c>sha256sum</c> of what the API gives as the document.</summary>
    public static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
}
