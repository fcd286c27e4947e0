namespace Checkpoint.Tests.Simulation.Auditing;

/// <summary>What a simulation may show to be wrong.</summary>
public enum FindingKind
{
    /// <summary>Promised, and not in the database.</summary>
    Lost,

    /// <summary>In the database more than once, or under two names.</summary>
    Doubled,

    /// <summary>In the database with another content than it was made with.</summary>
    Different,

    /// <summary>In the database, and never made, or refused.</summary>
    NeverMade,

    /// <summary>The truth lies outside of what the record says of its time, or further off than is allowed.</summary>
    WronglyTimed,

    /// <summary>A record's time was another one when it was sent again.</summary>
    TimeChanged,

    /// <summary>Another record was sent under the same seq.</summary>
    SeqReused,

    /// <summary>Counted as delivered, and the database never had it.</summary>
    DeliveredTooEarly,

    /// <summary>Summaries don't add up to what was counted.</summary>
    WronglyCounted,

    /// <summary>The production ledger does not balance.</summary>
    Unbalanced,

    /// <summary>The lamp said normal for a screening that was not durable.</summary>
    LampTooEarly,

    /// <summary>A batch left before the time that "busy" or "unknown" had set.</summary>
    SentWhileBusy,

    /// <summary>Bytes that are not of the contract, or a record that breaks its limits.</summary>
    Malformed,

    /// <summary>With everything mended, records did not arrive in time.</summary>
    NotDrained,

    /// <summary>A program ended by an exception, or left the thread that all is simulated on.</summary>
    Crashed,

    /// <summary>The broker still says something else of a gate than is so.</summary>
    StatusWrong,
}
