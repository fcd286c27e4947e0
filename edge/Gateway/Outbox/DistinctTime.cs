using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// The time that a record is committed with. Databases file it at its microsecond with three digits of its seq as nanoseconds, where
/// seq and seq + 1000 would meet if they had one time: several records of one moment, a clock that was set back, boots placed
/// over one another. So the microseconds below the millisecond are the next three digits of the seq, and two records of a stream
/// can meet only in one millisecond and a million records apart, which is most of a year.
/// </summary>
internal static class DistinctTime
{
    private const long MicrosecondsPerMillisecond = 1000;

    private const long SeqsPerMicrosecond = 1000;

    /// <returns>The same millisecond, with an error that is larger by one; an unknown time as it is.</returns>
    public static RecordTime Of(RecordTime time, long seq) => time.IsKnown
        ? new RecordTime(
            time.Microseconds - time.Microseconds % MicrosecondsPerMillisecond + seq / SeqsPerMicrosecond % MicrosecondsPerMillisecond,
            Math.Min(time.ErrorMicroseconds + MicrosecondsPerMillisecond, RecordLimits.MaxTimeErrorMicroseconds))
        : time;
}
