namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>How a database may differ from the truth.</summary>
public enum AuditFault
{
    /// <summary>Made at the gate, not in the database.</summary>
    Missing,

    /// <summary>In the database more than once.</summary>
    Doubled,

    /// <summary>In the database with another content.</summary>
    Different,

    /// <summary>In the database, and never made.</summary>
    NeverMade,

    /// <summary>Its time is further from the true one than it admits, or than is allowed.</summary>
    WronglyTimed,

    /// <summary>Somebody was told an outcome, and there is no record of it.</summary>
    AttemptWithoutScreening,

    /// <summary>A record of somebody who was not there.</summary>
    ScreeningWithoutAttempt,

    /// <summary>A temperature that the chip never showed.</summary>
    SurfaceNeverServed,

    /// <summary>An outcome that its own inputs don't give, or another than the lamps showed.</summary>
    OutcomeUnexplained,

    /// <summary>A volunteer's verdict on a screening that is not there, or asked for none.</summary>
    VerdictUnexplained,

    /// <summary>A volunteer's verdict that is not recorded, or joined to another screening than the one it decides.</summary>
    VerdictMisjoined,

    /// <summary>The barrier opened for a vehicle in which not all were found normal.</summary>
    BarrierUnexplained,

    /// <summary>A door was forced and no event says so, or the other way round.</summary>
    DoorUnexplained,

    /// <summary>Summaries count more than was recorded.</summary>
    SummaryExceedsRecords,
}
