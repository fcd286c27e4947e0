using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>
/// The nanosecond at which the database files a record: the second of what was observed, and its seq's last nine digits as
/// nanoseconds in it. So no two of a stream are ever filed at one, however clocks were stepped, boots placed or times
/// stamped together: a gate makes a thousand million records in some thousand years. (Its microsecond with three digits of
/// the seq below it, which would sort finer, merges two people as soon as a clock is set back.) The microsecond is a field
/// of its own. A summary is filed inside its own hour or day, so that grouping by time finds it, with its whole seq as
/// nanoseconds: at most 1e12 of an hour's 3.6e12, and never shared.
/// </summary>
public static class StorageTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private const long MicrosecondsPerSecond = 1_000_000;

    public static long Of(GateRecord record) => record is Summary summary
        ? summary.StartSeconds * NanosecondsPerSecond + summary.Seq
        : record.Time.Microseconds / MicrosecondsPerSecond * NanosecondsPerSecond + record.Seq % NanosecondsPerSecond;
}
