using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.DeviceSim.Figures;

/// <summary>One circumstance of which there is a figure.</summary>
public sealed record ScreeningCell(ScreeningSite Site, BodyModel Model, double OutdoorC)
{
    /// <summary>Of people who come; so many are drawn of each kind, since the shares wanted are within each.</summary>
    private const double FeverShare = 0.5;

    public static IReadOnlyList<double> OutdoorTemperaturesC { get; } = [20, 5, -5, -15, -25];

    public static IReadOnlyList<ScreeningCell> All { get; } =
    [
        .. from site in ScreeningSite.All
           from model in Enum.GetValues<BodyModel>()
           from outdoorC in OutdoorTemperaturesC
           select new ScreeningCell(site, model, outdoorC),
    ];

    /// <summary>The gate's settings: the standard ones, but for the model and the vestibule's custom.</summary>
    public ScreeningOptions Screening => new() { Model = Model, LeastIndoors = Site.ToldIndoors };

    /// <param name="sensorErrorC">Of the one sensor of this gate.</param>
    public WorldOptions World(double sensorErrorC) => new()
    {
        FeverShare = FeverShare,
        OutwardShare = 0,
        FromTheColdShare = 0,
        LeastIndoors = Site.Indoors ?? TimeSpan.Zero,
        MeanFurtherIndoors = TimeSpan.Zero,
        HasVestibule = Site.Indoors is not null,
        SensorErrorC = sensorErrorC,
    };
}
