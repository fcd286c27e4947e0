namespace Checkpoint.DeviceSim.World;

/// <summary>
/// The people and the place. Numbers without a source are assumptions; shares are of people who come, 0 to 1.
/// </summary>
public sealed record WorldOptions
{
    /// <summary>Through one of the gates: 5 000 people with 1.1 entries a day share three, the middle one 30 %.</summary>
    public double PeopleADay { get; init; } = 1650;

    /// <summary>Feverish, 0.1 to 0.5 % when nothing is going round.</summary>
    public double FeverShare { get; init; } = 0.003;

    public double OutwardShare { get; init; } = 0.3;

    /// <summary>Walk up to the sensor straight from the cold; the others have been indoors for ten minutes or more.</summary>
    public double FromTheColdShare { get; init; } = 0.03;

    public double LeaveEarlyShare { get; init; } = 0.01;

    public double TurnBackShare { get; init; } = 0.01;

    /// <summary>Are followed through the beams by somebody.</summary>
    public double TailgateShare { get; init; } = 0.01;

    /// <summary>Of those told to try again: go home.</summary>
    public double GiveUpShare { get; init; } = 0.05;

    /// <summary>Of those told to try again: walk in.</summary>
    public double WalkInShare { get; init; } = 0.02;

    /// <summary>Of those told to wait for a person: are let in by them.</summary>
    public double LetInShare { get; init; } = 0.9;

    /// <summary>The heated vestibule, and the sensor's housing in it; 16 to 35 °C is its range of use.</summary>
    public double VestibuleC { get; init; } = 20;

    /// <summary>Of the sensor, rms: an xAA part (datasheet table 9).</summary>
    public double NoiseC { get; init; } = 0.05;

    /// <summary>The sensor's supply; 3.3 V would read 0.18 °C too warm.</summary>
    public double SupplyVolts { get; init; } = 3.0;

    /// <summary>Of skin (Togawa 1989: 0.971 ± 0.005; 0.98 by convention).</summary>
    public double SkinEmissivity { get; init; } = 0.98;

    /// <summary>An outbreak's share of feverish people lets a short run see every outcome.</summary>
    public static WorldOptions For(Pace pace) => pace == Pace.Calm ? new() : new() { FeverShare = 0.03 };
}
