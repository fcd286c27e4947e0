using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>Of which gates and areas the last evaluation is wanted.</summary>
/// <param name="Within">Those that lie in this area.</param>
/// <param name="Gate">Only of this gate; null for all.</param>
/// <param name="Level">Null for all.</param>
/// <param name="After">Goes on behind this code and place; null: from the beginning.</param>
public sealed record StandingQuery(Area Within, string? Gate, PlaceLevel? Level, (string Code, string Place)? After, int Limit);
