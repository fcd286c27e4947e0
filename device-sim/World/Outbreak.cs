namespace Checkpoint.DeviceSim.World;

/// <summary>
/// Something goes round: the share of feverish people grows to 1 + <paramref name="Multiple"/> times what is usual and falls again,
/// as a gamma density of shape 5 and scale 2.5 days with its top on the tenth day (an assumption of form; multiples of 2 to 6).
/// </summary>
public sealed record Outbreak(DateTimeOffset From, double Multiple)
{
    private const double Shape = 5;
    private const double ScaleDays = 2.5;
    private const double TopDay = (Shape - 1) * ScaleDays;

    /// <summary>By which the usual share is multiplied at this time; 1 before it begins.</summary>
    public double Factor(DateTimeOffset time)
    {
        var day = (time - From).TotalDays;
        return day <= 0 ? 1 : 1 + (Multiple * Math.Pow(day / TopDay, Shape - 1) * Math.Exp((TopDay - day) / ScaleDays));
    }
}
