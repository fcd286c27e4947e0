using Checkpoint.Contract;
using Checkpoint.Gateway.Uplink;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Uplink;

/// <summary>What is sent when, at moments that a running loop would seldom meet.</summary>
public sealed class UplinkSessionTests : IDisposable
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(1);

    private readonly UplinkBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_pause_that_ends_between_the_look_and_the_wait_is_still_waited_for()
    {
        var session = Session();
        _bench.Append(1);
        session.Begin();
        Assert.True(session.TryNext(Start, out _));
        session.Wait(TimeSpan.FromSeconds(2), Start);
        var end = session.NextDue(Start)!.Value;

        Assert.False(session.TryNext(end - TimeSpan.FromTicks(1), out _));
        Assert.Equal(end, session.NextDue(end));
        Assert.True(session.TryNext(end, out var again));
        Assert.Equal(1, again.Records);
    }

    private UplinkSession Session()
    {
        var context = new UplinkContext(
            new UplinkIdentity(GateId.Parse("gate-1"), "1.2.3", "board-1"),
            new UplinkOptions(),
            _bench.Outbox,
            _bench,
            _bench,
            _bench.Time,
            new Random(1),
            NullLogger.Instance,
            new UplinkCounters(),
            new FlightLog(),
            new HeldKeeper(_bench.Outbox),
            new RefusedSeqs(new Random(1)),
            _bench.Time.GetTimestamp());
        return new UplinkSession(context, context.NewBackoff());
    }
}
