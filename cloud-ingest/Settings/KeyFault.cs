namespace Checkpoint.CloudIngest.Settings;

/// <summary>What is wrong with one key of a file that an operator writes.</summary>
/// <param name="Key">The path to it, e.g. <c>store.influx.url</c> or <c>gates[2].assignments[0].from</c>.</param>
/// <param name="Problem">What it must be, and what it is.</param>
public sealed record KeyFault(string Key, string Problem)
{
    public override string ToString() => $"{Key}: {Problem}";
}
