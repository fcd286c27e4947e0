using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Outbox;

/// <summary>One boot that left records in this outbox, in the order of their places.</summary>
internal sealed class BootEntry
{
    public required int Place { get; init; }

    public required Guid BootId { get; init; }

    /// <summary>CLOCK_BOOTTIME of its last durable record; known once the next boot has begun.</summary>
    public long UptimeMicroseconds { get; set; }

    public BootOffset? Offset { get; set; }

    /// <summary>
    /// It never knew the time itself, and was placed between its neighbours since this outbox was opened: of what it made nothing was
    /// sent from here before, and another copy of this outbox places it elsewhere.
    /// </summary>
    public bool IsPlacedHere { get; set; }

    /// <summary>Its time is known, and no record waits for it any more: later ones get theirs as they are made.</summary>
    public bool IsStamped { get; set; }

    public BootSpan Span => new(BootId, UptimeMicroseconds, Offset);
}
