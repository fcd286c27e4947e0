namespace Checkpoint.CloudIngest.Warnings;

/// <summary>Fevers among those who passed, held against what earlier days tell of their share.</summary>
/// <param name="Fevers">Of the day, or of the days, tested.</param>
/// <param name="Persons">Among whom they were.</param>
/// <param name="Feverish">First parameter of the beta distribution of the share: half a person and the fevers of the baseline.</param>
/// <param name="Others">Second parameter: half a person and the baseline's others.</param>
/// <param name="ValidDays">Of the baseline.</param>
public readonly record struct ShareTest(int Fevers, int Persons, double Feverish, double Others, int ValidDays)
{
    /// <summary>Fevers among so many persons, if the share is what it was.</summary>
    public double Expected => Persons * Feverish / (Feverish + Others);

    /// <summary>That so many or more come by chance; 0 to 1.</summary>
    public double Probability => BetaBinomial.Tail(Fevers, Persons, Feverish, Others);

    /// <summary>The most fevers that would not be called unlikely.</summary>
    public int Upper(double alpha) => BetaBinomial.Upper(Persons, Feverish, Others, alpha);
}
