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

    /// <summary>
    /// The same, if the share itself also differs from day to day, and not only what chance makes of it: with the same mean, the
    /// beta distribution becomes as much wider. Where few are expected that is hardly felt; where hundreds are, chance alone
    /// is so narrow that every change of the weather would be a warning.
    /// </summary>
    /// <param name="spread">Coefficient of variation of the odds, which for rare fevers is that of the share; 0 to 1. 0 changes nothing.</param>
    public ShareTest Widened(double spread)
    {
        var sum = Feverish + Others;
        var share = Feverish / sum;
        var narrowed = 1 / ((1 / (sum + 1)) + (spread * spread * share * (1 - share))) - 1;
        return this with { Feverish = share * narrowed, Others = (1 - share) * narrowed };
    }

    /// <summary>The most fevers that would not be called unlikely.</summary>
    public int Upper(double alpha) => BetaBinomial.Upper(Persons, Feverish, Others, alpha);
}
