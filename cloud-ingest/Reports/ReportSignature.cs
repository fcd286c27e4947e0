using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>Somebody's word for an issue. It can't be taken back; a later issue can be signed anew.</summary>
/// <param name="Account">Who had signed in.</param>
/// <param name="Area">For which the account speaks: digits, or "" for everything.</param>
/// <param name="Name">As the signer writes it.</param>
/// <param name="ZeroConfirmed">The signer said in so many words that it is zero; only ever true of an issue that claims it.</param>
/// <param name="Hash">Of the document that was signed.</param>
public sealed record ReportSignature(
    string Account, Role Role, string Area, string Name, DateTimeOffset SignedAt, bool ZeroConfirmed, string? Note, string Hash)
{
    public const int MaxName = 64;

    public const int MaxNote = 500;
}
