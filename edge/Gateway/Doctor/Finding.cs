namespace Checkpoint.Gateway.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Check">Its name, snake_case: what scripts go by.</param>
/// <param name="Seen">What was seen, with figures.</param>
/// <param name="Advice">What to do about it, or to mind where all is well; null for nothing.</param>
public sealed record Finding(string Check, FindingResult Result, string Seen, string? Advice = null)
{
    public static Finding Pass(string check, string seen, string? advice = null) => new(check, FindingResult.Pass, seen, advice);

    public static Finding Warn(string check, string seen, string advice) => new(check, FindingResult.Warn, seen, advice);

    public static Finding Fail(string check, string seen, string advice) => new(check, FindingResult.Fail, seen, advice);
}

/// <summary>By gravity.</summary>
public enum FindingResult
{
    Pass = 0,

    /// <summary>The gate works, but less well than it could, or not for everybody.</summary>
    Warn = 1,

    /// <summary>The gate does not work, or can't be believed.</summary>
    Fail = 2,
}
