using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <param name="Note">May be left out.</param>
public sealed record AcknowledgementBody(string? Note);

/// <param name="Text">What was done or found.</param>
public sealed record FollowUpBody(string Text);

/// <param name="Note">Why.</param>
public sealed record ClosingBody(Conclusion Conclusion, string Note);

/// <param name="Note">Why.</param>
public sealed record ReopeningBody(string Note);
