namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>A route that needs no sign-in, and why.</summary>
public sealed record OpenRoute(string Reason);
