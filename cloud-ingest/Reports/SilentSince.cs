namespace Checkpoint.CloudIngest.Reports;

/// <summary>Since when nothing has come from a gate.</summary>
/// <param name="Time">End of the last hour heard.</param>
/// <param name="OrEarlier">No hour was heard in the days looked at, which begin there.</param>
public sealed record SilentSince(DateTimeOffset Time, bool OrEarlier);
