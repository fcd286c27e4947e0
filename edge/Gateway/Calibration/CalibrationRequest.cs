namespace Checkpoint.Gateway.Calibrations;

/// <summary>What a technician wants done.</summary>
/// <param name="ReferencesC">In the order in which they are measured.</param>
/// <param name="TargetEmissivity">Of the blackbody, or of what the contact thermometer is held to.</param>
/// <param name="IsNewSensor">The sensor was replaced: another one's calibration may give way.</param>
/// <param name="SavesUnasked">No last question.</param>
internal sealed record CalibrationRequest(
    string Operator,
    CalibrationMethod Method,
    IReadOnlyList<double> ReferencesC,
    double TargetEmissivity,
    bool IsNewSensor,
    bool SavesUnasked);
