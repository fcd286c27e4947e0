namespace Checkpoint.Gateway.Screenings;

/// <summary>All that is known of one attempt when it is judged.</summary>
public sealed record Attempt
{
    /// <summary>1 for a person's first.</summary>
    public required int Number { get; init; }

    /// <summary>Good surface samples in their order, 0.01 °C.</summary>
    public required IReadOnlyList<int> SurfaceCentiC { get; init; }

    /// <summary>Readings that gave no sample.</summary>
    public required int Failures { get; init; }

    /// <summary>The sensor's own temperature, 0.01 °C; null when no reading of it was good.</summary>
    public required int? AmbientCentiC { get; init; }

    /// <summary>The air where they stand, 0.01 °C; null where it is not measured apart from the sensor.</summary>
    public int? AirCentiC { get; init; }

    /// <summary>How much too cold their skin is still, on the average of people, °C.</summary>
    public double SkinDeficitC { get; init; }

    /// <summary>The sensor answers, but is not to be believed.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>As <see cref="SensorStanding.IsMedical"/>.</summary>
    public bool IsMedical { get; init; } = true;

    /// <summary>Change of the sensor's temperature, °C a minute; null while too little is known.</summary>
    public double? DriftCPerMinute { get; init; }

    /// <summary>The person went before the samples were complete.</summary>
    public bool LeftEarly { get; init; }

    /// <summary>This person's earlier attempts that said fever.</summary>
    public int EarlierFevers { get; init; }

    /// <summary>One of this person's earlier attempts read high enough for a second look.</summary>
    public bool WasHigh { get; init; }
}
