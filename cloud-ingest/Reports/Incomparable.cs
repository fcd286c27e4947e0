namespace Checkpoint.CloudIngest.Reports;

/// <summary>Why two days have no difference.</summary>
public enum Incomparable
{
    /// <summary>Not every gate expected told the whole of the earlier day.</summary>
    ThatDayIncomplete = 1,

    /// <summary>Nor of the report's own.</summary>
    ThisDayIncomplete = 2,
}
