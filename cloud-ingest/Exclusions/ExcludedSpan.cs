namespace Checkpoint.CloudIngest.Exclusions;

/// <summary>Hours that follow one another: from the beginning of the first to the end of the last, seconds since 1970 UTC.</summary>
public readonly record struct ExcludedSpan(long FromSeconds, long ToSeconds)
{
    public bool Holds(long seconds) => seconds >= FromSeconds && seconds < ToSeconds;
}
