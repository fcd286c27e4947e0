using Checkpoint.Contract.Records;
using Checkpoint.Contract.Wire;

namespace Checkpoint.Contract.Codec;

/// <summary>The columns of health records.</summary>
internal static class HealthColumns
{
    public static Healths Write(IReadOnlyList<Health> rows, long madeThrough)
    {
        var columns = new Healths { Heads = RecordColumns.WriteHeads(rows, madeThrough) };
        var cpu = 0;
        DeltaColumn.Write(columns.OutboxDepth, rows, row => row.OutboxDepth);
        DeltaColumn.Write(columns.OutboxOldestS, rows, row => row.OutboxOldestSeconds);
        DeltaColumn.Write(columns.DeviceBytesWritten, rows, row => row.DeviceBytesWritten);
        DeltaColumn.Write(columns.CpuCentiC, rows, row => cpu = row.CpuCentiC ?? cpu);
        DeltaColumn.Write(columns.CpuAbsent, rows, row => row.CpuCentiC is null ? 1 : 0);
        DeltaColumn.Write(columns.MemoryBytes, rows, row => row.MemoryBytes);
        DeltaColumn.Write(columns.DiskFreeBytes, rows, row => row.DiskFreeBytes);
        DeltaColumn.Write(columns.I2CTransactions, rows, row => row.I2cTransactions);
        DeltaColumn.Write(columns.I2CNacks, rows, row => row.I2cNacks);
        DeltaColumn.Write(columns.I2CPecErrors, rows, row => row.I2cPecErrors);
        DeltaColumn.Write(columns.I2CFlagErrors, rows, row => row.I2cFlagErrors);
        DeltaColumn.Write(columns.I2CRangeErrors, rows, row => row.I2cRangeErrors);
        DeltaColumn.Write(columns.ClockQuality, rows, row => (long)row.ClockQuality, ColumnBase.First);
        DeltaColumn.Write(columns.UptimeS, rows, row => row.UptimeSeconds);
        DeltaColumn.Write(columns.OutboxRejected, rows, row => row.OutboxRejected);
        DeltaColumn.Write(columns.OutboxShed, rows, row => row.OutboxShed);
        DeltaColumn.Write(columns.OutboxOverfull, rows, row => row.OutboxOverfull ? 1 : 0);
        columns.Version.AddRange(rows.Select(row => row.Version));
        return columns;
    }

    public static Malformed? Read(Healths columns, long madeThrough, List<GateRecord> records)
    {
        var reader = new ColumnReader("healths", columns.Heads, madeThrough);
        var depth = reader.Column(columns.OutboxDepth, "outbox_depth");
        var oldest = reader.Column(columns.OutboxOldestS, "outbox_oldest_s");
        var written = reader.Column(columns.DeviceBytesWritten, "device_bytes_written");
        var cpu = reader.Column(columns.CpuCentiC, "cpu_centi_c");
        var cpuAbsent = reader.Column(columns.CpuAbsent, "cpu_absent");
        var memory = reader.Column(columns.MemoryBytes, "memory_bytes");
        var disk = reader.Column(columns.DiskFreeBytes, "disk_free_bytes");
        var transactions = reader.Column(columns.I2CTransactions, "i2c_transactions");
        var nacks = reader.Column(columns.I2CNacks, "i2c_nacks");
        var pec = reader.Column(columns.I2CPecErrors, "i2c_pec_errors");
        var flag = reader.Column(columns.I2CFlagErrors, "i2c_flag_errors");
        var range = reader.Column(columns.I2CRangeErrors, "i2c_range_errors");
        var clock = reader.Column(columns.ClockQuality, "clock_quality", ColumnBase.First);
        var uptime = reader.Column(columns.UptimeS, "uptime_s");
        var rejected = reader.Column(columns.OutboxRejected, "outbox_rejected");
        var shed = reader.Column(columns.OutboxShed, "outbox_shed");
        var overfull = reader.Column(columns.OutboxOverfull, "outbox_overfull");
        if (columns.Version.Count != reader.Rows)
            reader.Fail(RecordColumns.LengthFault(columns.Version.Count, reader.Rows), "version");
        for (var row = 0; row < reader.Rows && reader.Fault is null; row++)
        {
            records.Add(new Health
            {
                Seq = reader.Seq(row),
                Time = reader.Time(row),
                Maintenance = reader.Maintenance(row),
                OutboxDepth = depth[row],
                OutboxOldestSeconds = oldest[row],
                OutboxRejected = rejected[row],
                OutboxShed = shed[row],
                OutboxOverfull = overfull[row] != 0,
                DeviceBytesWritten = written[row],
                CpuCentiC = cpuAbsent[row] != 0 ? null : ColumnReader.Int(cpu[row]),
                MemoryBytes = memory[row],
                DiskFreeBytes = disk[row],
                I2cTransactions = transactions[row],
                I2cNacks = nacks[row],
                I2cPecErrors = pec[row],
                I2cFlagErrors = flag[row],
                I2cRangeErrors = range[row],
                ClockQuality = (ClockQuality)ColumnReader.Int(clock[row]),
                UptimeSeconds = uptime[row],
                Version = columns.Version[row],
            });
        }

        return reader.Fault;
    }
}
