namespace Checkpoint.CloudIngest.Warnings.Evaluation;

/// <summary>Why it can't be told whether a day was unusual.</summary>
public enum Insufficiency
{
    /// <summary>Nothing has come of the day.</summary>
    DayMissing = 1,

    /// <summary>So much of the day is missing that what came, though not unusual, says little.</summary>
    DayPartial = 2,

    /// <summary>Too few of the days before are known to tell what is usual.</summary>
    FewDaysBefore = 3,
}
