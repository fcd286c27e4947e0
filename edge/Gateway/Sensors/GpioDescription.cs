namespace Checkpoint.Gateway.Sensors;

/// <summary>A GPIO chip as the kernel describes it.</summary>
/// <param name="Name">Of the device, for instance <c>gpiochip0</c>.</param>
/// <param name="Label">Of the driver, for instance <c>pinctrl-bcm2711</c>; may be empty.</param>
/// <param name="Lines">All of them, by offset.</param>
public sealed record GpioDescription(string Name, string Label, IReadOnlyList<GpioLine> Lines);

/// <summary>One line of a chip.</summary>
/// <param name="Name">As the board's makers call it; may be empty.</param>
/// <param name="Consumer">Who has it; may be empty even for a line in use.</param>
/// <param name="IsUsed">Taken by a program or by the kernel itself: nobody else can have it.</param>
public readonly record struct GpioLine(int Offset, string Name, string Consumer, bool IsUsed);
