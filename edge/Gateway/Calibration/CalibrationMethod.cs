namespace Checkpoint.Gateway.Calibrations;

/// <summary>What a thermometer was compared with.</summary>
public enum CalibrationMethod
{
    /// <summary>A radiator held at set temperatures (JJF 1107-2003).</summary>
    Blackbody = 1,

    /// <summary>A contact thermometer on the target.</summary>
    Contact = 2,
}
