namespace Checkpoint.DeviceSim.World;

/// <summary>How long a body takes through the two beams: near one broken, far one broken, near one clear, far one clear.</summary>
/// <param name="ToFar">From the near beam to the far one; also from the near one's clearing to the far one's.</param>
/// <param name="Both">Both beams are broken for so long: a body is longer than the beams are apart.</param>
public readonly record struct BeamCrossing(TimeSpan ToFar, TimeSpan Both)
{
    private const double PedestrianGapM = 0.2;
    private const double BodyDepthM = 0.3;
    private const double VehicleGapM = 1.5;
    private const double VehicleLengthM = 4.5;

    /// <summary>Timers know nothing shorter.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    public static BeamCrossing OnFoot(double metresPerSecond) => Of(PedestrianGapM, BodyDepthM, metresPerSecond);

    public static BeamCrossing ByCar(double metresPerSecond) => Of(VehicleGapM, VehicleLengthM, metresPerSecond);

    /// <summary>In <paramref name="share"/> of the time.</summary>
    public BeamCrossing In(double share) => new(Max(ToFar * share), Max(Both * share));

    private static BeamCrossing Of(double gapM, double lengthM, double metresPerSecond) =>
        new(Time(gapM, metresPerSecond), Time(lengthM - gapM, metresPerSecond));

    private static TimeSpan Time(double metres, double metresPerSecond) =>
        TimeSpan.FromMicroseconds(Math.Round(1e6 * metres / metresPerSecond));

    private static TimeSpan Max(TimeSpan time) => time > Shortest ? time : Shortest;
}
