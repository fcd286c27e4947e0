namespace Checkpoint.CloudIngest.Registry;

/// <summary>A time in which nothing is expected of a gate, since an operator closed it.</summary>
/// <param name="Until">Null while nobody has opened it again.</param>
/// <param name="Reason">For the reports' readers; at most <see cref="MaxText"/> characters, none of control.</param>
/// <param name="By">Who closed it.</param>
/// <param name="Declared">
/// When it was said. A gate may be closed for a time that has passed; reports show both, so that nobody takes a gate that
/// was silent for one that was known to be off.
/// </param>
public sealed record Closure(DateTimeOffset From, DateTimeOffset? Until, string Reason, string By, DateTimeOffset Declared)
{
    public const int MaxText = 200;
}
