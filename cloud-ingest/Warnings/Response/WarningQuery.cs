using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>Which warnings are wanted.</summary>
/// <param name="Within">Whose area lies in this one.</param>
/// <param name="Gate">Only of this gate; null for all.</param>
/// <param name="From">Those with an alarm on this day or later.</param>
/// <param name="To">Those with their first alarm on this day or earlier.</param>
/// <param name="Before">Only smaller numbers: how a list goes on.</param>
public sealed record WarningQuery(Area Within, string? Gate, WarningFilter State, DateOnly From, DateOnly To, long Before, int Limit);
