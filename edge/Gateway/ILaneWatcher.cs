using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway;

/// <summary>
/// Is shown what happens in the lane, on the lane's own thread: it must take no time and throw nothing. Times are
/// CLOCK_BOOTTIME in microseconds.
/// </summary>
public interface ILaneWatcher
{
    /// <summary>Somebody looks: the sensor is read a few times a second though nobody stands before it.</summary>
    bool IsWatching { get; }

    void OnLine(LaneLine line, bool active, long atMicroseconds);

    void OnSample(SensorSample sample, long atMicroseconds);

    void OnAir(AirSample sample, long atMicroseconds);

    /// <summary>The sensor was looked at.</summary>
    void OnStanding(SensorStanding standing, long atMicroseconds);

    void OnFact(LaneFact fact);

    /// <summary>Lamps, buzzer and barrier have changed.</summary>
    void OnShown(PanelSignals signals, long atMicroseconds);
}
