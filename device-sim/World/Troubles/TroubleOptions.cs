namespace Checkpoint.DeviceSim.World.Troubles;

/// <summary>How often a gate has its troubles. Never, unless said: how often they come in the field is not known.</summary>
public sealed record TroubleOptions
{
    /// <summary>Mean number a day of each kind; a kind that is not in it never comes.</summary>
    public IReadOnlyDictionary<TroubleKind, double> PerDay { get; init; } = new Dictionary<TroubleKind, double>();

    /// <summary>The sensor reads more by so much each day since the world's begin, °C; 0.02 is a poor part (assumption).</summary>
    public double DriftCPerDay { get; init; }

    /// <summary>Each kind equally often.</summary>
    public static TroubleOptions Each(double perDay) => new()
    {
        PerDay = Enum.GetValues<TroubleKind>().ToDictionary(kind => kind, _ => perDay),
    };
}
