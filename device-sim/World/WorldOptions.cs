using Checkpoint.DeviceSim.World.Troubles;

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

    /// <summary>Walk up to the sensor straight from the cold; the others have waited indoors.</summary>
    public double FromTheColdShare { get; init; } = 0.03;

    /// <summary>From the door to the sensor, for those.</summary>
    public TimeSpan StraightIn { get; init; } = TimeSpan.FromMinutes(0.5);

    /// <summary>Nobody waits less of those who wait (Erenberk: at least ten minutes).</summary>
    public TimeSpan LeastIndoors { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Beyond that, on average.</summary>
    public TimeSpan MeanFurtherIndoors { get; init; } = TimeSpan.FromMinutes(10);

    public double LeaveEarlyShare { get; init; } = 0.01;

    /// <summary>Step into the first beam and go home.</summary>
    public double TurnBackShare { get; init; } = 0.01;

    /// <summary>Stop between the beams, step back, and come again.</summary>
    public double HesitateShare { get; init; } = 0.01;

    /// <summary>A scarf or hat hides part of the forehead from the sensor.</summary>
    public double CoveredShare { get; init; } = 0.03;

    /// <summary>Share of the view that it takes, at least and at most.</summary>
    public double LeastCover { get; init; } = 0.05;

    public double MostCover { get; init; } = 0.3;

    /// <summary>Of those told to try again with a covered forehead: bare it.</summary>
    public double UncoverShare { get; init; } = 0.8;

    /// <summary>Are followed through the beams by somebody.</summary>
    public double TailgateShare { get; init; } = 0.01;

    /// <summary>Of those told to try again: go home.</summary>
    public double GiveUpShare { get; init; } = 0.05;

    /// <summary>Of those told to try again: walk in.</summary>
    public double WalkInShare { get; init; } = 0.02;

    /// <summary>Of those told to wait for a person, where there are no buttons for a verdict: are let in by them.</summary>
    public double LetInShare { get; init; } = 0.9;

    /// <summary>The volunteer's contact thermometer, under the arm, reads so much more than core, °C.</summary>
    public double ContactOffsetC { get; init; } = -0.2;

    /// <summary>And scatters by so much, °C, one standard deviation.</summary>
    public double ContactNoiseC { get; init; } = 0.1;

    /// <summary>From here on the volunteer presses "fever": the line drawn at Chinese estates in 2020, °C.</summary>
    public double ContactFeverFromC { get; init; } = 37.3;

    /// <summary>At a door: of those who come, try it without having been measured, after a quiet while.</summary>
    public double ForceShare { get; init; } = 0.001;

    /// <summary>Without one, people and sensor stand outdoors.</summary>
    public bool HasVestibule { get; init; } = true;

    /// <summary>The heated vestibule, and the sensor's housing in it; 16 to 35 °C is its range of use.</summary>
    public double VestibuleC { get; init; } = 20;

    /// <summary>Of the sensor, rms: an xAA part (datasheet table 9).</summary>
    public double NoiseC { get; init; } = 0.05;

    /// <summary>By which this one part reads too much, °C; ±0.2 is promised of a medical one in the warm (datasheet fig 24).</summary>
    public double SensorErrorC { get; init; }

    /// <summary>The sensor's supply; 3.3 V would read 0.18 °C too warm.</summary>
    public double SupplyVolts { get; init; } = 3.0;

    /// <summary>Of skin (Togawa 1989: 0.971 ± 0.005; 0.98 by convention).</summary>
    public double SkinEmissivity { get; init; } = 0.98;

    public TroubleOptions Troubles { get; init; } = new();

    /// <summary>An outbreak's share of feverish people lets a short run see every outcome.</summary>
    public static WorldOptions For(Pace pace) => pace switch
    {
        Pace.Calm => new(),
        Pace.Lively => new() { FeverShare = 0.01 },
        Pace.Busy => new() { FeverShare = 0.03 },
        _ => new() { FeverShare = 0.03, ForceShare = 0 }, // a rush has no quiet while
    };
}
