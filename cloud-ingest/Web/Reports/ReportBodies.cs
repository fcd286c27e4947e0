namespace Checkpoint.CloudIngest.Web.Reports;

/// <param name="Number">The one after the last.</param>
/// <param name="Reason">Of a revision; the first issue needs none.</param>
public sealed record IssueBody(int Number, string? Reason);

/// <param name="Hash">Of the issue that was read.</param>
/// <param name="Zero">True for a zero report, and only for that: said in so many words.</param>
/// <param name="Name">As the signer writes it; absent: the account's.</param>
public sealed record SignatureBody(string Hash, bool Zero, string? Name, string? Note);
