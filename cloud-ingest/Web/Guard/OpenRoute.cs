namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>A route that needs no sign-in, and why.</summary>
/// <param name="LoopbackOnly">Answered to this machine only.</param>
public sealed record OpenRoute(string Reason, bool LoopbackOnly);
