namespace Checkpoint.Gateway.Screenings;

/// <summary>When a sensor that answers is no longer believed. All temperatures in °C.</summary>
public sealed record DoubtOptions
{
    /// <summary>
    /// Identical words in a row, somebody standing there, that make a stuck sensor. At 0.05 °C of noise two neighbours are
    /// equal one time in nine, ten in a row once in 10⁹.
    /// </summary>
    public int StuckSamples { get; init; } = 10;

    /// <summary>A forehead that reads within this of the sensor itself is a cover, not a forehead.</summary>
    public double BlockedWithinC { get; init; } = 1.0;

    /// <summary>So many in a row make a blocked lens; one may be a cart that broke the presence beam.</summary>
    public int BlockedAttempts { get; init; } = 3;

    /// <summary>From here on a sensor may itself be as warm as a forehead, and a cover can't be told from one.</summary>
    public double BlockedBelowC { get; init; } = 31.0;

    /// <summary>The empty lane reads so much colder than usual: frost or dirt, which take 2 to 6 °C.</summary>
    public double FrostDropC { get; init; } = 1.5;

    /// <summary>Readings of the empty lane over which that must hold.</summary>
    public int FrostSamples { get; init; } = 6;

    /// <summary>Readings of the empty lane that make its usual; a fifth of them are enough to begin with.</summary>
    public int BackgroundSamples { get; init; } = 180;

    /// <summary>The empty lane is looked at only so long after somebody left it.</summary>
    public TimeSpan BackgroundSettling { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The median of people measured moves so far from its usual: the sensor drifts.</summary>
    public double DriftC { get; init; } = 0.3;

    /// <summary>
    /// Over so long that median is taken. People are half a degree warmer in the evening than in the morning (Harding 2019), so
    /// it must be about a day; a little less lets a gate that restarts each night finish its own.
    /// </summary>
    public TimeSpan DriftSpan { get; init; } = TimeSpan.FromHours(22);

    /// <summary>And over at least so many people.</summary>
    public int DriftPeople { get; init; } = 200;

    internal void Validate(OptionFaults faults)
    {
        faults.Within(StuckSamples, 3, 1000, $"Doubts:{nameof(StuckSamples)}", "samples");
        faults.Within(BlockedWithinC, 0.1, 5, $"Doubts:{nameof(BlockedWithinC)}", "°C");
        faults.Within(BlockedAttempts, 1, 100, $"Doubts:{nameof(BlockedAttempts)}", "attempts");
        faults.Within(BlockedBelowC, 0, 33, $"Doubts:{nameof(BlockedBelowC)}", "°C");
        faults.Within(FrostDropC, 0.5, 20, $"Doubts:{nameof(FrostDropC)}", "°C");
        faults.Within(FrostSamples, 3, 100, $"Doubts:{nameof(FrostSamples)}", "readings");
        faults.Within(BackgroundSamples, 5 * FrostSamples, 10_000, $"Doubts:{nameof(BackgroundSamples)}", "readings");
        faults.Within(BackgroundSettling, TimeSpan.Zero, TimeSpan.FromMinutes(1), $"Doubts:{nameof(BackgroundSettling)}");
        faults.Within(DriftC, 0.1, 5, $"Doubts:{nameof(DriftC)}", "°C");
        faults.Within(DriftSpan, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30), $"Doubts:{nameof(DriftSpan)}");
        faults.Within(DriftPeople, 20, 10_000, $"Doubts:{nameof(DriftPeople)}", "people");
    }
}
