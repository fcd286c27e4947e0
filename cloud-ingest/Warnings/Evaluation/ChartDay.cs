using Checkpoint.CloudIngest.Warnings.Days;

namespace Checkpoint.CloudIngest.Warnings.Evaluation;

/// <summary>One day of a warning's chart.</summary>
/// <param name="Fevers">Null where the day is missing: a gap, not zero.</param>
/// <param name="Expected">Usual among that day's persons, by the days before it; null where those are too few.</param>
/// <param name="Upper">The most that would not be called unlikely.</param>
public sealed record ChartDay(DateOnly Day, AreaDayState State, int? Fevers, int? Persons, double? Expected, int? Upper);
