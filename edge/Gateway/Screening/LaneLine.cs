namespace Checkpoint.Gateway.Screenings;

/// <summary>An input's part in the lane. What "active" means is said with each.</summary>
public enum LaneLine
{
    /// <summary>Somebody stands before the sensor.</summary>
    Presence = 0,

    /// <summary>The beam on the street's side is broken.</summary>
    BeamOutside = 1,

    /// <summary>The beam on the estate's side is broken.</summary>
    BeamInside = 2,

    /// <summary>The door is open.</summary>
    Door = 3,

    /// <summary>The housing is open or its loop cut.</summary>
    Tamper = 4,

    /// <summary>The mains are gone; a battery carries the gate.</summary>
    PowerFail = 5,

    /// <summary>A volunteer's button: the contact thermometer says normal.</summary>
    VerdictNormal = 6,

    /// <summary>A volunteer's button: the contact thermometer says fever.</summary>
    VerdictFever = 7,

    /// <summary>Somebody inside asks to get out: a button, or the handle's own contact.</summary>
    Exit = 8,

    /// <summary>A volunteer's button: all in this vehicle have been measured.</summary>
    Release = 9,
}
