namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>How far the database may be from the truth.</summary>
public sealed record AuditLimits
{
    /// <summary>Between a record's time and the true one, beside the error that the record itself admits.</summary>
    public TimeSpan TimeError { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Between a surface temperature and what the chip's registers said, 0.01 °C: one step of the chip.</summary>
    public int SurfaceErrorCentiC { get; init; } = 2;
}
