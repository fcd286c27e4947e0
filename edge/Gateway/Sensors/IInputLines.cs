namespace Checkpoint.Gateway.Sensors;

/// <summary>Inputs taken together; their edges come in the order in which they happened.</summary>
public interface IInputLines : IDisposable
{
    /// <summary>Edges that happened but could not be kept, since the lines were taken: re-read the levels when it grows.</summary>
    long LostEdges { get; }

    /// <summary>
    /// Waits for at least one edge, at most <paramref name="timeout"/>, and takes as many as there are and fit.
    /// </summary>
    /// <returns>How many were written; 0 when the time was up.</returns>
    /// <exception cref="IOException">The lines can't be read any more.</exception>
    int WaitForEdges(Span<LineEdge> edges, TimeSpan timeout);

    /// <summary>The levels now: bit i is line i of the request, 1 is active.</summary>
    /// <exception cref="IOException">The lines can't be read any more.</exception>
    ulong ReadLevels();
}

/// <summary>A line changed.</summary>
/// <param name="Line">Its place in the request.</param>
/// <param name="BoottimeMicroseconds">When, by the kernel's own stamp.</param>
public readonly record struct LineEdge(int Line, bool Active, long BoottimeMicroseconds);
