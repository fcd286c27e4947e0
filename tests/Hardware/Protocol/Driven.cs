namespace Checkpoint.Tests.Hardware.Protocol;

/// <summary>An input was driven.</summary>
/// <param name="Lines">As board_gpio takes it: "27=0".</param>
/// <param name="Before">Just before.</param>
/// <param name="After">Just after.</param>
public sealed record Driven(string Lines, long Before, long After);
