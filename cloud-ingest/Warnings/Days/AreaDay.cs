namespace Checkpoint.CloudIngest.Warnings.Days;

/// <summary>One local day of a gate or an area, all that was told of it added up.</summary>
/// <param name="Fevers">
/// Of each gate the larger number of those whom it screened as feverish and those whom volunteers confirmed: mostly the same
/// people, which sums can't tell apart, so that nobody is counted twice. Null where nothing is known.
/// </param>
/// <param name="Persons">
/// Verdicts normal, fever and manual, among whom the fevers are; retries are attempts of the same persons. Null with <paramref name="Fevers"/>.
/// </param>
/// <param name="Coverage">Of the seconds expected, the share in which gates were in service; 0 to 1.</param>
public sealed record AreaDay(DateOnly Day, AreaDayState State, int? Fevers, int? Persons, int? Screened, int? Confirmed, double Coverage)
{
    public static AreaDay Nothing(DateOnly day) => new(day, AreaDayState.Missing, null, null, null, null, 0);
}
