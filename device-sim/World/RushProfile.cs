using Checkpoint.Gateway.Screenings;

namespace Checkpoint.DeviceSim.World;

/// <summary>The gateway's own settings at a rush: everything takes a small part of its time, nothing is left out.</summary>
public static class RushProfile
{
    public static ScreeningOptions Of(ScreeningOptions options) => options with
    {
        SampleInterval = TimeSpan.FromMilliseconds(4),
        SamplingTime = TimeSpan.FromSeconds(1),
        SamplesWanted = options.PlateauSamples + MedianFilter.Lost + 1,
        RetryDelay = TimeSpan.FromMilliseconds(20),
        LeastDriftSpan = TimeSpan.FromMilliseconds(50),
        MostDriftCPerMinute = 100, // one step of the sensor's last digit, over so short a span
    };

    /// <summary>Lamps go out and pulses end before the next person is there.</summary>
    public static LineOptions Of(LineOptions options) => options with
    {
        Times = options.Times with
        {
            VerdictRepeat = TimeSpan.Zero,
            LampTime = TimeSpan.FromMilliseconds(30),
            Beep = TimeSpan.FromMilliseconds(2),
            LongBeep = TimeSpan.FromMilliseconds(4),
            BarrierPulse = TimeSpan.FromMilliseconds(10),
        },
    };
}
