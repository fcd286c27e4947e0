using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Summaries;

/// <summary>Where the gate's own counts are kept until they become records.</summary>
public interface ISummaryBook
{
    /// <summary>
    /// Adds a time in which the gate was able to screen (none where both moments are the same), and makes records of the
    /// hours and days that are over.
    /// </summary>
    /// <param name="additionsToo">Makes records also of what the present hour has to add.</param>
    Task AddServiceAsync(BoardInstant from, BoardInstant to, bool additionsToo);
}
