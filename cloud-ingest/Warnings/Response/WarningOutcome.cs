namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>What became of a wish to do something with a warning.</summary>
public enum WarningOutcome
{
    Done = 1,

    NoSuchWarning = 2,

    /// <summary>Its state does not allow it: somebody was faster, or it is closed, or it is not.</summary>
    OtherState = 3,

    /// <summary>A later warning of the same area is not closed.</summary>
    AnotherIsOpen = 4,

    /// <summary>It has <see cref="WarningBook.MaxNotes"/> notes.</summary>
    TooManyNotes = 5,
}
