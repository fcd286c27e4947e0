namespace Checkpoint.Gateway.Calibrations;

/// <summary>A calibration ends here and nothing is saved; the message says why, to a technician.</summary>
internal sealed class CalibrationRefusedException(string message) : Exception(message)
{
    /// <summary>Only since a gateway is at work.</summary>
    public bool IsBusy { get; init; }
}
