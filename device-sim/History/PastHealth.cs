using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.DeviceSim.World;

namespace Checkpoint.DeviceSim.History;

/// <summary>How a board that runs for weeks says it is. All numbers are assumptions, from a Raspberry Pi 4 at work.</summary>
internal sealed class PastHealth(GatePast past, Random random)
{
    private const double BytesWrittenASecond = 250;
    private const double BusTransactionsASecond = 1.5;
    private const double NackShare = 1e-4;
    private const double PecErrorShare = 1e-5;
    private const long CardBytes = 24L << 30;

    private DateTimeOffset _startedAt;
    private DateTimeOffset _toldAt;
    private long _madeWhenLost;

    public void Start(DateTimeOffset at) => (_startedAt, _toldAt) = (at, at);

    public bool IsDue(DateTimeOffset at, TimeSpan every) => at - _toldAt >= every;

    /// <param name="madeThrough">Records that the gate has made.</param>
    public Health At(DateTimeOffset at, long madeThrough)
    {
        _toldAt = at;
        var isLost = at >= past.OfflineFrom;
        _madeWhenLost = isLost ? _madeWhenLost : madeThrough;
        var uptime = (at - _startedAt).TotalSeconds;
        var transactions = (long)(uptime * BusTransactionsASecond);
        return new Health
        {
            OutboxDepth = isLost ? madeThrough - _madeWhenLost : random.Next(3),
            OutboxOldestSeconds = isLost ? (long)(at - past.OfflineFrom!.Value).TotalSeconds : 0,
            DeviceBytesWritten = (long)(uptime * BytesWrittenASecond),
            CpuCentiC = (int)(4600 + random.Normal(150)),
            MemoryBytes = (long)((74 + random.Normal(1)) * (1 << 20)),
            DiskFreeBytes = CardBytes - (madeThrough * 400),
            I2cTransactions = transactions,
            I2cNacks = (long)(transactions * NackShare),
            I2cPecErrors = (long)(transactions * PecErrorShare),
            ClockQuality = ClockQuality.Ntp,
            UptimeSeconds = (long)uptime,
            Version = LightUplinks.Software,
        };
    }
}
