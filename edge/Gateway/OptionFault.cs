namespace Checkpoint.Gateway;

/// <summary>One wrong setting. Validation collects all of them before anything is opened.</summary>
/// <param name="Key">As it is written in the configuration, e.g. <c>Screening:ThresholdC</c>.</param>
/// <param name="Problem">The value found and the limits it must keep.</param>
public readonly record struct OptionFault(string Key, string Problem)
{
    public override string ToString() => $"{Key}: {Problem}";
}
