namespace Checkpoint.DeviceSim.World.Troubles;

/// <summary>
/// How long a kind of trouble stays and how big it is, even between the limits. What has no source is an assumption.
/// </summary>
/// <param name="LeastSize">In the unit that its kind says.</param>
/// <param name="EitherSign">As often below zero.</param>
public sealed record TroubleForm(TimeSpan Least, TimeSpan Most, double LeastSize = 0, double MostSize = 0, bool EitherSign = false)
{
    public static TroubleForm Of(TroubleKind kind) => kind switch
    {
        TroubleKind.StuckWords => new(Minutes(2), Minutes(30)),
        TroubleKind.BlockedLens => new(Minutes(1), Minutes(30)),
        TroubleKind.Frost => new(Minutes(10), Minutes(10), 2, 6),
        TroubleKind.AmbientStep => new(Seconds(60), Seconds(60), 1, 2, EitherSign: true),

        // A rail of 3.3 V in place of the 3.0 V at which the part is calibrated (MLX90614 datasheet rev 13).
        TroubleKind.SupplyRise => new(Minutes(10), Minutes(120), 0.3, 0.3),
        TroubleKind.BusHigh => new(Seconds(1), Seconds(60)),
        TroubleKind.BusLow => new(Seconds(1), Seconds(60)),
        TroubleKind.LooseWire => new(Minutes(1), Minutes(60), 0.01, 0.05),
        TroubleKind.NoisyCable => new(Minutes(1), Minutes(60), 0.01, 0.01),
        TroubleKind.Tamper => new(Seconds(2), Seconds(60)),
        TroubleKind.PowerCut => new(Seconds(5), Minutes(5)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
