namespace Checkpoint.Gateway.Time;

/// <summary>A moment as a board without a battery clock can tell it.</summary>
/// <param name="BootId">The kernel's random id of this boot.</param>
/// <param name="BoottimeMicroseconds">CLOCK_BOOTTIME, microseconds since that boot.</param>
public readonly record struct BoardInstant(Guid BootId, long BoottimeMicroseconds);
