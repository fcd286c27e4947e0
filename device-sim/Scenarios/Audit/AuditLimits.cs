namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>How far the database may be from the truth.</summary>
public sealed record AuditLimits
{
    /// <summary>Between a record's time and the true one, beside the error that the record itself admits.</summary>
    public TimeSpan TimeError { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// A record that admits a greater error may have it: it is of a boot that never knew the time. Null where there is none.
    /// </summary>
    public TimeSpan? AdmittedBeyond { get; init; }

    /// <summary>
    /// Whether records are also compared with the people who were there. Not on a machine so slow that people in a hurry see the
    /// lamp of whoever stood there before them.
    /// </summary>
    public bool ComparesPeople { get; init; } = true;

    /// <summary>By which what the simulator saw of a person may miss their record's true time.</summary>
    public TimeSpan Slack { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Between a surface temperature and what the chip's registers said, 0.01 °C: one step of the chip.</summary>
    public int SurfaceErrorCentiC { get; init; } = 2;
}
