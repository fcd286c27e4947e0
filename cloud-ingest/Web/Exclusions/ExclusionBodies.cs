namespace Checkpoint.CloudIngest.Web.Exclusions;

/// <param name="From">The first hour that is not counted.</param>
/// <param name="To">The first hour that is counted again: not to come, and at most 92 days later.</param>
/// <param name="Reason">Why, at most 500 characters.</param>
public sealed record ExclusionBody(string Gate, DateTimeOffset From, DateTimeOffset To, string Reason);

/// <param name="Reason">Why the hours are counted again, at most 500 characters.</param>
public sealed record WithdrawalBody(string Reason);
