namespace Checkpoint.Gateway.Sensors;

/// <summary>Outputs taken together.</summary>
public interface IOutputLines : IDisposable
{
    /// <summary>Sets all of them at once: bit i is line i of the request, 1 is active.</summary>
    /// <exception cref="IOException">The lines can't be set any more.</exception>
    void Write(ulong active);
}
