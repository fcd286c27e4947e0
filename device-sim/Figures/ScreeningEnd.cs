namespace Checkpoint.DeviceSim.Figures;

/// <summary>How it ends between a person and a gate.</summary>
public enum ScreeningEnd
{
    CalledFever = 1,

    /// <summary>The lamp said "manual": a contact thermometer decides.</summary>
    SentToVolunteer = 2,

    CalledNormal = 3,

    /// <summary>Gone before a verdict: too soon, or home or in after having been told to try again.</summary>
    Left = 4,
}
