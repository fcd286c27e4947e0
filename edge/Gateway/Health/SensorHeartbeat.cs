using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Summaries;

namespace Checkpoint.Gateway.Health;

/// <summary>
/// Whether the lane lives, told by what its thread does all the time: it asks the sensor, at least every
/// <see cref="Screenings.ScreeningOptions.AmbientInterval"/>.
/// </summary>
public sealed class SensorHeartbeat(SensorCounters counters, TimeProvider time, TimeSpan longestPause) : IServiceState
{
    private volatile bool _isDoubtful;
    private long _transactions;
    private long _answered;
    private long _lastSeen = time.GetTimestamp();

    /// <summary>The sensor answers, but the lane does not believe it. Set by the lane's thread.</summary>
    public bool IsDoubtful
    {
        get => _isDoubtful;
        set => _isDoubtful = value;
    }

    /// <summary>True while the lane's thread asks the sensor, whatever it answers.</summary>
    public bool IsBeating()
    {
        if (counters.Transactions != _transactions)
        {
            _transactions = counters.Transactions;
            _lastSeen = time.GetTimestamp();
        }

        return time.GetElapsedTime(_lastSeen) <= longestPause;
    }

    /// <summary>True if the sensor gave at least one good answer since this was last asked, and is believed.</summary>
    public bool WasInService()
    {
        var answered = counters.Transactions - counters.Nacks - counters.PecErrors - counters.FlagErrors
            - counters.RangeErrors - counters.BusErrors;
        var was = answered > _answered && !IsDoubtful;
        _answered = answered;
        return was;
    }
}
