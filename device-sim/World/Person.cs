using Checkpoint.Contract.Records;

namespace Checkpoint.DeviceSim.World;

/// <summary>Somebody on their way through the gate.</summary>
public sealed record Person
{
    /// <summary>Fever is from here on, core temperature, °C.</summary>
    public const double FeverFromC = 37.5;

    /// <summary>Forehead and room give a thermometer reading by T = Ts + k (Ts - Ta); this k solves it for Ts.</summary>
    private const double HeatBalanceK = 0.19;

    /// <summary>A hat's or scarf's outside takes on the room's temperature so fast, minutes (assumption).</summary>
    private const double CoverWarmsInMinutes = 5;

    /// <summary>It moves with the head: so much of its share, so often (assumptions).</summary>
    private const double CoverSway = 0.5;
    private static readonly TimeSpan CoverSwayPeriod = TimeSpan.FromSeconds(1.3);

    /// <summary>True core temperature.</summary>
    public required double CoreC { get; init; }

    /// <summary>What a forehead thermometer at the right distance would call it once they have long been indoors.</summary>
    public required double WarmReadingC { get; init; }

    public required PassageDirection Direction { get; init; }

    /// <summary>The cold that they came from.</summary>
    public required double OutdoorC { get; init; }

    /// <summary>Null for somebody who is measured outdoors.</summary>
    public required DateTimeOffset? CameInAt { get; init; }

    /// <summary>Share of people whose skin stands the cold better: see <see cref="ColdSkin"/>.</summary>
    public double ColdRank { get; init; }

    /// <summary>Share of the sensor's view that a scarf or hat takes from the forehead, 0 to 1.</summary>
    public double Cover { get; init; }

    public double WalkingMetresPerSecond { get; init; } = 1.3;

    public bool IsFeverish => CoreC >= FeverFromC;

    public int CoreCentiC => (int)Math.Round(CoreC * 100);

    /// <summary>What a forehead thermometer in the room would call them now.</summary>
    public double ReadingC(DateTimeOffset now) =>
        WarmReadingC - ColdSkin.DeficitC(MinutesIndoors(now), OutdoorC, ColdRank);

    /// <summary>Of the forehead.</summary>
    /// <param name="roomC">In which they warm up.</param>
    public double SkinC(DateTimeOffset now, double roomC) => (ReadingC(now) + (HeatBalanceK * roomC)) / (1 + HeatBalanceK);

    /// <summary>Of the cover's outside.</summary>
    public double CoverC(DateTimeOffset now, double roomC) =>
        roomC + ((OutdoorC - roomC) * Math.Exp(-MinutesIndoors(now) / CoverWarmsInMinutes));

    /// <summary>Share of the view that the cover takes at this moment.</summary>
    public double CoverAt(TimeSpan sinceSteppedIn)
    {
        var sway = 1 + (CoverSway * Math.Sin(2 * Math.PI * (sinceSteppedIn / CoverSwayPeriod)));
        return Math.Clamp(Cover * sway, 0, 1);
    }

    private double MinutesIndoors(DateTimeOffset now) => CameInAt is { } since ? Math.Max(0, (now - since).TotalMinutes) : 0;
}
