namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>One entry of a warning's history; never changed.</summary>
/// <param name="By">The account, or <see cref="Service"/>.</param>
/// <param name="Conclusion">Of a closing.</param>
public sealed record WarningNote(DateTimeOffset At, string By, NoteKind Kind, string Text, Conclusion? Conclusion)
{
    /// <summary>Who writes what nobody did by hand.</summary>
    public const string Service = "service";

    /// <summary>Characters of a text.</summary>
    public const int MaxText = 2_000;
}
