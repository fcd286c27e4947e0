namespace Checkpoint.Gateway.Sensors;

/// <summary>What the bus did since the program's start. Written by the sensor's thread, read by any.</summary>
public sealed class SensorCounters
{
    private long _transactions;
    private long _nacks;
    private long _pecErrors;
    private long _flagErrors;
    private long _rangeErrors;
    private long _busErrors;

    /// <summary>Tries, retries included.</summary>
    public long Transactions => Interlocked.Read(ref _transactions);

    public long Nacks => Interlocked.Read(ref _nacks);

    public long PecErrors => Interlocked.Read(ref _pecErrors);

    public long FlagErrors => Interlocked.Read(ref _flagErrors);

    public long RangeErrors => Interlocked.Read(ref _rangeErrors);

    /// <summary>Timeouts and faults of the adapter.</summary>
    public long BusErrors => Interlocked.Read(ref _busErrors);

    internal void Count(SensorFailure failure)
    {
        Interlocked.Increment(ref _transactions);
        switch (failure)
        {
            case SensorFailure.Nack: Interlocked.Increment(ref _nacks); break;
            case SensorFailure.PecMismatch: Interlocked.Increment(ref _pecErrors); break;
            case SensorFailure.ErrorFlag: Interlocked.Increment(ref _flagErrors); break;
            case SensorFailure.OutOfRange: Interlocked.Increment(ref _rangeErrors); break;
            case SensorFailure.BusTimedOut or SensorFailure.BusFault: Interlocked.Increment(ref _busErrors); break;
        }
    }
}
