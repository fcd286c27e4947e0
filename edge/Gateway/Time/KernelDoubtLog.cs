using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Time;

/// <summary>Writes down when the kernel's clock stops and begins again to be believed, each once. Not for more than one thread.</summary>
internal sealed class KernelDoubtLog(TimeKeeper time, ILogger logger)
{
    private bool _wasDoubted;

    /// <summary>To be called after each time that the kernel was asked.</summary>
    public void Look()
    {
        if (time.IsKernelDoubted == _wasDoubted)
            return;
        _wasDoubted = time.IsKernelDoubted;
        if (_wasDoubted)
        {
            logger.LogError(
                "Time: the board's clock says it is synchronised, and is {Lead:+0.0;-0.0} s from the cloud's: it is not believed, see to its time server",
                time.KernelLead.TotalSeconds);
        }
        else
        {
            logger.LogInformation("Time: the board's clock agrees with the cloud's again");
        }
    }
}
