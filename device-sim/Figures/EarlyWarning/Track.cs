using Checkpoint.CloudIngest.Store;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>Warnings of one rule at one level.</summary>
/// <param name="Level">Null for all levels together: whichever warns first.</param>
public readonly record struct Track(WatchRule Rule, PlaceLevel? Level);
