using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>
/// The nanosecond at which the database files a record. What was observed keeps its microsecond and gets its seq's last
/// three digits below it, so that two people of one gate never merge. A summary is filed inside its own hour or day, so
/// that grouping by time finds it, with its whole seq as nanoseconds: at most 1e12 of an hour's 3.6e12, and never shared.
/// </summary>
public static class StorageTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public static long Of(GateRecord record) => record is Summary summary
        ? summary.StartSeconds * NanosecondsPerSecond + summary.Seq
        : record.Time.Microseconds * 1000 + record.Seq % 1000;

    /// <summary>The time of what was observed (not of a summary), microseconds since 1970 UTC.</summary>
    public static long Microseconds(long storageNs) => storageNs / 1000;
}
