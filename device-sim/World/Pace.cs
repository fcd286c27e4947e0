namespace Checkpoint.DeviceSim.World;

/// <summary>How many people come.</summary>
public enum Pace
{
    /// <summary>A community's real day, by the hourly curve.</summary>
    Calm = 1,

    /// <summary>Somebody every ten seconds or so, whatever the hour: a demo at night is none without people.</summary>
    Lively = 4,

    /// <summary>Somebody every few seconds, whatever the hour.</summary>
    Busy = 2,

    /// <summary>One on the heels of the other, measured in a twentieth of the time: a load, not a likeness.</summary>
    Rush = 3,
}
