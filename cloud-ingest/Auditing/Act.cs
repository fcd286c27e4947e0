using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Auditing;

/// <summary>Something to be recorded.</summary>
/// <param name="Area">What it concerns, by which those are found who may read of it.</param>
/// <param name="Detail">Cut at <see cref="AuditLog.MaxDetail"/>.</param>
public sealed record Act(AuditAct Kind, Actor Actor, Area Area, string Detail);
