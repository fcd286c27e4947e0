namespace Checkpoint.Gateway.Sensors;

/// <summary>A board's digital lines.</summary>
public interface IGpio : IDisposable
{
    /// <summary>Takes lines as inputs with edge events; elsewhere a line is known by its place in this list.</summary>
    /// <exception cref="LineUnavailableException">A line does not exist, is in use, or can't do what is asked.</exception>
    IInputLines RequestInputs(string consumer, IReadOnlyList<InputLine> lines);

    /// <summary>Takes lines as outputs, all inactive at first.</summary>
    /// <exception cref="LineUnavailableException">A line does not exist or is in use.</exception>
    IOutputLines RequestOutputs(string consumer, IReadOnlyList<OutputLine> lines);

    /// <summary>The chip and its lines as they are now; takes none.</summary>
    /// <exception cref="LineUnavailableException">The system does not tell.</exception>
    GpioDescription Describe();
}

/// <summary>What to ask of an input.</summary>
/// <param name="Offset">The line's number on its chip.</param>
/// <param name="ActiveLow">Active when the wire is low, as with a contact to ground.</param>
/// <param name="Debounce">A level counts once it has held so long; its edge is reported late by as much. Zero: none.</param>
public readonly record struct InputLine(int Offset, LineBias Bias, bool ActiveLow, TimeSpan Debounce);

public readonly record struct OutputLine(int Offset, bool ActiveLow);

public enum LineBias
{
    AsIs = 1,
    PullUp = 2,
    PullDown = 3,
    Disabled = 4,
}
