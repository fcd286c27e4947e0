namespace Checkpoint.CloudIngest.Auditing;

/// <summary>
/// A look at single screenings, recorded before it began. An endpoint whose route is for singles takes one as a parameter and
/// counts what it shows.
/// </summary>
public sealed class Look(long id)
{
    public long Id { get; } = id;

    /// <summary>Single screenings shown so far.</summary>
    public long Rows { get; private set; }

    public void Count(long rows) => Rows += rows;

    /// <summary>What minimal APIs bind a parameter by.</summary>
    public static ValueTask<Look?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Look>());
}
