namespace Checkpoint.DeviceSim.History;

/// <summary>A stretch of time, its end not in it.</summary>
public readonly record struct Stretch(DateTimeOffset From, DateTimeOffset Until)
{
    public bool Holds(DateTimeOffset time) => time >= From && time < Until;

    /// <summary>What of this stretch lies in none of the others.</summary>
    public IEnumerable<Stretch> Without(IEnumerable<Stretch> others)
    {
        var from = From;
        foreach (var other in others.OrderBy(other => other.From))
        {
            if (other.From > from && from < Until)
                yield return this with { From = from, Until = other.From < Until ? other.From : Until };
            from = other.Until > from ? other.Until : from;
        }

        if (from < Until)
            yield return this with { From = from };
    }
}
