namespace Checkpoint.Tests.Simulation.Plans;

/// <summary>What a seed may do to the world. Sizes are between 0 and 1, and mean what is said here.</summary>
public enum FaultKind
{
    /// <summary>The gateway is killed and started again.</summary>
    GatewayKilled,

    /// <summary>The gateway is stopped as an operator does it, and started again.</summary>
    GatewayStopped,

    /// <summary>
    /// The board loses power for as long as the fault lasts: at once (size below 0.4), right after the next promise (below
    /// 0.7), or in the middle of what its disk does (above).
    /// </summary>
    PowerCut,

    /// <summary>Nothing passes between gate and broker.</summary>
    LinkCut,

    /// <summary>What the gate sends is lost.</summary>
    LinkCutUp,

    /// <summary>What the gate is sent is lost.</summary>
    LinkCutDown,

    /// <summary>The gate's open connection ends without either end being told.</summary>
    LinkHalfOpen,

    /// <summary>The way takes up to so many times 3 s.</summary>
    LinkSlow,

    /// <summary>The broker drops this share of the replies.</summary>
    RepliesDropped,

    /// <summary>The kernel calls its clock unsynchronised.</summary>
    ClockUnsynchronised,

    /// <summary>Someone sets the wall clock, by up to a day (0.5: not at all); it is unsynchronised for as long as the fault lasts.</summary>
    ClockStepped,

    DiskFull,

    DiskReadOnly,

    DiskWritesFail,

    DiskSyncsFail,

    /// <summary>Each turn of the outbox takes up to so many times 4 s.</summary>
    DiskSlow,

    /// <summary>An image of the card is taken at the beginning, without power, and put back at the end, after some minutes without power.</summary>
    CardRestored,

    /// <summary>The card goes into another board.</summary>
    BoardReplaced,

    /// <summary>The registry does not know the gate until the end.</summary>
    GateUnknown,

    /// <summary>An ingest is killed and started again.</summary>
    IngestKilled,

    /// <summary>Nothing passes between an ingest and the broker.</summary>
    IngestCut,

    /// <summary>An ingest's open connection ends without either end being told.</summary>
    IngestHalfOpen,

    /// <summary>The broker is down for as long as the fault lasts; above 0.5 without telling anybody.</summary>
    BrokerDown,

    /// <summary>The broker delivers this share of its messages twice.</summary>
    MessagesDoubled,

    /// <summary>Up to so many times 20 s pass between PUBACK and delivery.</summary>
    BrokerSlow,

    StoreDown,

    StoreRefuses,

    StoreAppliesThenFails,

    StoreSilent,

    StorePartial,

    StoreSlow,
}
