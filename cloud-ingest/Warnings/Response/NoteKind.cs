namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>What a note of a warning is.</summary>
public enum NoteKind
{
    /// <summary>Somebody took the warning up.</summary>
    Acknowledged = 1,

    /// <summary>Somebody tells what was done or found.</summary>
    FollowUp = 2,

    /// <summary>Somebody closed it; the text is why.</summary>
    Closed = 3,

    /// <summary>Somebody, or a further alarm, opened it again.</summary>
    Reopened = 4,

    /// <summary>By data that came later, a day that had alarmed does not any more.</summary>
    Withdrawn = 5,
}
