namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>What an alarm does to the warnings of its area.</summary>
public enum AlarmCourse
{
    /// <summary>There is none that it could join.</summary>
    Opens = 1,

    /// <summary>It joins the one that is not closed.</summary>
    Continues = 2,

    /// <summary>It goes on soon after the last alarm of one that was closed.</summary>
    Reopens = 3,

    /// <summary>
    /// It tells nothing new of one that was closed, which stays as it was then: late data of its days, or a sum over days that
    /// still holds one of its.
    /// </summary>
    BelongsToClosed = 4,
}
