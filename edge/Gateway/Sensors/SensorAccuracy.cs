namespace Checkpoint.Gateway.Sensors;

/// <summary>
/// What the datasheet promises (rev 13, figs 22 and 24), °C either way, for a settled chip without gradients and an object
/// that fills its view.
/// </summary>
public static class SensorAccuracy
{
    public const double LeastMedicalAmbientC = 16;
    public const double MostMedicalAmbientC = 40;

    /// <param name="ambientC">The chip's own temperature.</param>
    /// <param name="objectC">0 to 60; beyond it the tables say other things.</param>
    /// <returns>Null where nothing is known to be promised.</returns>
    public static double? Of(SensorPart part, double ambientC, double objectC)
    {
        if (part == SensorPart.Medical && ambientC is >= LeastMedicalAmbientC and <= MostMedicalAmbientC)
        {
            switch (objectC)
            {
                case >= 36 and <= 38:
                    return 0.2;
                case >= 22 and <= 40:
                    return 0.3;
            }
        }

        return ambientC switch
        {
            >= -40 and < -20 => 2,
            >= -20 and < 0 => 1,
            >= 0 and <= 50 => 0.5,
            _ => null,
        };
    }
}
