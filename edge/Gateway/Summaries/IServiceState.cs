namespace Checkpoint.Gateway.Summaries;

/// <summary>Whether the gate was able to screen.</summary>
public interface IServiceState
{
    /// <summary>Over the time since this was last asked.</summary>
    bool WasInService();
}
