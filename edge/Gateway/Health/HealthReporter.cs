using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Health;

/// <summary>Says how the gate itself is.</summary>
/// <param name="dataFolder">Its disk is the one that matters.</param>
public sealed class HealthReporter(
    IRecordSink sink,
    IOutboxGauge outbox,
    SensorCounters sensor,
    TimeKeeper time,
    IBoardClock clock,
    BoardReadings board,
    string dataFolder,
    string version)
{
    private readonly long _began = clock.Now.BoottimeMicroseconds;

    /// <exception cref="OutboxUnavailableException">It could not be made durable.</exception>
    public async Task ReportAsync(CancellationToken cancellation) =>
        await sink.AppendAsync([new MadeRecord(Make(), clock.Now)], cancellation);

    private Contract.Records.Health Make() => new()
    {
        OutboxDepth = outbox.Depth,
        OutboxOldestSeconds = (long)Math.Max(0, outbox.OldestAge().TotalSeconds),
        OutboxRejected = outbox.Rejected,
        OutboxShed = outbox.Shed,
        OutboxOverfull = outbox.IsOverfull,
        DeviceBytesWritten = board.WrittenBytes ?? 0,
        CpuCentiC = board.CpuCentiC,
        MemoryBytes = board.ResidentBytes ?? 0,
        DiskFreeBytes = BoardReadings.FreeBytes(dataFolder) ?? 0,
        I2cTransactions = sensor.Transactions,
        I2cNacks = sensor.Nacks,
        I2cPecErrors = sensor.PecErrors,
        I2cFlagErrors = sensor.FlagErrors,
        I2cRangeErrors = sensor.RangeErrors,
        ClockQuality = time.Quality,
        UptimeSeconds = (clock.Now.BoottimeMicroseconds - _began) / 1_000_000,
        Version = version,
    };
}
