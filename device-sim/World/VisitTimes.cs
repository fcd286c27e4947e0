namespace Checkpoint.DeviceSim.World;

/// <summary>How long people take.</summary>
public sealed record VisitTimes
{
    /// <summary>Mean time from one arrival to the next; null to follow <see cref="ArrivalCurve"/>.</summary>
    public TimeSpan? MeanGap { get; init; }

    /// <summary>From the sensor to the first beam.</summary>
    public TimeSpan Approach { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Walking and driving take this share of their time.</summary>
    public double Walking { get; init; } = 1;

    /// <summary>Opening a door, and letting it fall shut.</summary>
    public TimeSpan DoorSwing { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest stop of somebody who hesitates between the beams: past the three seconds after which a gate gives up.</summary>
    public TimeSpan LongestHesitation { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>From having stepped back to coming again.</summary>
    public TimeSpan SecondThoughts { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After "try again": the sign says five seconds.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>A contact thermometer under the arm, hurried.</summary>
    public TimeSpan ManualCheck { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>A finger on a button.</summary>
    public TimeSpan Press { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>So long after the last visitor a burglar tries the door: longer than a normal screening lets somebody in.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Nobody stands longer before a sensor that says nothing.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Who leaves early does so after less than this.</summary>
    public TimeSpan Impatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A face moves into the sensor's view with this time constant; an xAA part settles as fast.</summary>
    public TimeSpan MovingIn { get; init; } = TimeSpan.FromMilliseconds(100);

    public static VisitTimes For(Pace pace) => pace switch
    {
        Pace.Lively => new() { MeanGap = TimeSpan.FromSeconds(10) },
        Pace.Busy => new() { MeanGap = TimeSpan.FromSeconds(3) },
        Pace.Rush => new()
        {
            MeanGap = TimeSpan.Zero,
            Approach = TimeSpan.Zero,
            Walking = 0.005,
            DoorSwing = TimeSpan.FromMilliseconds(1),
            LongestHesitation = TimeSpan.FromMilliseconds(20),
            SecondThoughts = TimeSpan.FromMilliseconds(5),
            RetryPause = TimeSpan.FromMilliseconds(30),
            ManualCheck = TimeSpan.FromMilliseconds(5),
            Press = TimeSpan.FromMilliseconds(1),
            Quiet = TimeSpan.FromMilliseconds(1),
            Patience = TimeSpan.FromSeconds(5),
            Impatience = TimeSpan.FromMilliseconds(20),
            MovingIn = TimeSpan.Zero,
        },
        _ => new(),
    };
}
