using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

public sealed class DistinctTimeTests
{
    private static readonly RecordTime Moment = new(1_767_225_600_123_456, 3_000);

    [Theory]
    [InlineData(1, 1_001)]
    [InlineData(7, 999_007)]
    [InlineData(500_000, 999_000)]
    public void Records_of_one_moment_are_filed_apart(long seq, long other) => Assert.NotEqual(Filed(seq, Moment), Filed(other, Moment));

    [Fact]
    public void Records_of_one_moment_are_filed_in_their_order() =>
        Assert.Equal(Enumerable.Range(1, 5_000), Enumerable.Range(1, 5_000).OrderBy(seq => Filed(seq, Moment)));

    [Theory]
    [InlineData(1)]
    [InlineData(999_999)]
    [InlineData(123_456_789)]
    public void The_true_time_stays_within_the_error_that_is_claimed(long seq)
    {
        var time = DistinctTime.Of(Moment, seq);

        Assert.InRange(Math.Abs(time.Microseconds - Moment.Microseconds), 0, time.ErrorMicroseconds - Moment.ErrorMicroseconds);
    }

    [Fact]
    public void An_unknown_time_stays_unknown() => Assert.False(DistinctTime.Of(RecordTime.Unknown, 5).IsKnown);

    [Fact]
    public void An_error_never_exceeds_what_a_record_may_claim() => Assert.Equal(
        RecordLimits.MaxTimeErrorMicroseconds,
        DistinctTime.Of(Moment with { ErrorMicroseconds = RecordLimits.MaxTimeErrorMicroseconds }, 5).ErrorMicroseconds);

    private static long Filed(long seq, RecordTime time) => StorageTime.Of(new GateEvent { Seq = seq, Type = GateEventType.Started, Time = DistinctTime.Of(time, seq) });
}
