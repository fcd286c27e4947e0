namespace Checkpoint.CloudIngest.Serving;

/// <summary>
/// One stage's tables in the service's own database. Steps only ever get more: a step that was released stays as it is,
/// and what must change is a further step.
/// </summary>
/// <param name="Name">The stage, e.g. "accounts"; kept in the file.</param>
/// <param name="Steps">SQL, in the order in which the versions came; a file of version n has had the first n.</param>
public sealed record SchemaPart(string Name, IReadOnlyList<string> Steps);
