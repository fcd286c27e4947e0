namespace Checkpoint.Gateway.Calibrations;

/// <summary>What people usually measure at this gate, with one sensor as it was corrected then.</summary>
/// <param name="Sensor">16 hex digits.</param>
/// <param name="OffsetC">Of the correction in force, °C.</param>
/// <param name="Gain">Of the same.</param>
/// <param name="MedianCentiC">0.01 °C.</param>
/// <param name="Date">Null if the gate did not know the time.</param>
public sealed record UsualBody(string Sensor, double OffsetC, double Gain, int MedianCentiC, DateTimeOffset? Date)
{
    public const string FileName = "usual-body.json";
}
