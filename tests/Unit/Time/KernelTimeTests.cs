using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Tests.Unit.Time;

public sealed class KernelTimeTests
{
    private static readonly KernelTime Synchronised = new(0, 0, 3_000, new BoardInstant(Guid.NewGuid(), 10_000_000), 1_760_000_000_000_000, 10_000_040);

    [Fact]
    public void A_disciplined_clock_tells_the_boots_time_with_its_own_error_and_that_of_reading_it()
    {
        var offset = Synchronised.ToOffset()!.Value;

        Assert.Equal(1_760_000_000_000_000 - 10_000_020, offset.OffsetMicroseconds);
        Assert.Equal(3_040, offset.ErrorMicroseconds);
        Assert.Equal(10_000_020, offset.LearnedMicroseconds);
        Assert.Equal(ClockQuality.Ntp, offset.Quality);
    }

    [Theory]
    [InlineData(KernelTime.TimeError, 0)]
    [InlineData(0, KernelTime.StatusUnsynchronised)]
    [InlineData(KernelTime.TimeError, KernelTime.StatusUnsynchronised)]
    [InlineData(-1, 0)]
    public void A_clock_that_nobody_disciplines_tells_nothing(int state, int status) =>
        Assert.Null((Synchronised with { State = state, Status = status }).ToOffset());
}
