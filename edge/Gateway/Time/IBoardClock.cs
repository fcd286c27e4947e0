namespace Checkpoint.Gateway.Time;

/// <summary>The one clock a board always has: time since this boot, suspended time included (CLOCK_BOOTTIME).</summary>
public interface IBoardClock
{
    /// <summary>Now, in this boot.</summary>
    BoardInstant Now { get; }
}
