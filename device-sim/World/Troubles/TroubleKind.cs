namespace Checkpoint.DeviceSim.World.Troubles;

/// <summary>What goes wrong at a gate for a while, and how big it can be.</summary>
public enum TroubleKind
{
    /// <summary>The chip gives the same words again and again.</summary>
    StuckWords = 1,

    /// <summary>Something lies on the lens; it is as warm as the housing.</summary>
    BlockedLens = 2,

    /// <summary>Ice on the lens; objects read colder by so many °C.</summary>
    Frost = 3,

    /// <summary>A draught: the chip's own temperature is off by so many °C, up or down.</summary>
    AmbientStep = 4,

    /// <summary>The sensor's supply is too high by so many volts.</summary>
    SupplyRise = 5,

    /// <summary>SDA held high: every answer is FF FF FF.</summary>
    BusHigh = 6,

    /// <summary>SDA held low: every answer is 00 00 00.</summary>
    BusLow = 7,

    /// <summary>A loose wire: this share of transactions is not acknowledged.</summary>
    LooseWire = 8,

    /// <summary>A noisy cable: this share of answers has a wrong bit.</summary>
    NoisyCable = 9,

    /// <summary>The housing is opened.</summary>
    Tamper = 10,

    /// <summary>The mains fail; the board runs on from its battery.</summary>
    PowerCut = 11,
}
