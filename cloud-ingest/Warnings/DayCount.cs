namespace Checkpoint.CloudIngest.Warnings;

/// <summary>One day of a series of fevers, of a gate or of an area.</summary>
/// <param name="Fevers">Null where the day is missing: not reported, or not to be used. Never to be taken for zero.</param>
/// <param name="Passages">People screened that day, fevers among them; null where it is not known.</param>
public readonly record struct DayCount(int? Fevers, int? Passages);
