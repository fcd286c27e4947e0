namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>What a warning turned out to be.</summary>
public enum Conclusion
{
    /// <summary>People truly fell ill together.</summary>
    Confirmed = 1,

    /// <summary>There were fevers, for a known reason that needs no further response.</summary>
    Explained = 2,

    /// <summary>Chance: nothing was found.</summary>
    FalseAlarm = 3,

    /// <summary>The same as another warning, of an area that it lies in or that lies in it.</summary>
    Duplicate = 5,

    /// <summary>A gate measured or counted wrongly.</summary>
    FaultyData = 4,
}
