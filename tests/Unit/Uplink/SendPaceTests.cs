using Checkpoint.Contract;
using Checkpoint.Gateway.Uplink;

namespace Checkpoint.Tests.Unit.Uplink;

/// <summary>How much may be on its way, and how long to wait.</summary>
public sealed class SendPaceTests
{
    [Fact]
    public void A_window_grows_while_acks_are_quick_shrinks_when_they_are_slow_and_collapses_to_one_batch()
    {
        var window = new SendWindow(1_000_000);
        Assert.Equal((SendWindow.FirstBytes, SendWindow.FirstBytes, 0), (window.BatchBytes, window.Room(0), window.Room(SendWindow.FirstBytes)));
        for (var i = 0; i < 10; i++)
            window.Acknowledged(50_000, TimeSpan.FromMilliseconds(100), Math.Max(50_000, window.LimitBytes));
        Assert.Equal(550_000, window.LimitBytes);
        window.Acknowledged(50_000, TimeSpan.FromMilliseconds(100), 60_000);
        Assert.Equal(550_000, window.LimitBytes);
        window.Acknowledged(50_000, TimeSpan.FromSeconds(2), 550_000);
        Assert.Equal((275_000, RecordLimits.MaxBatchBytes), (window.LimitBytes, window.BatchBytes));
        window.Acknowledged(50_000, TimeSpan.FromSeconds(5), 275_000);
        Assert.Equal((55_000, 13_750), (window.LimitBytes, window.BatchBytes));
        window.Acknowledged(4_096, TimeSpan.FromSeconds(30), 4_096);
        Assert.Equal(SendWindow.LeastBytes, window.LimitBytes);
        window.Collapse();
        Assert.Equal((SendWindow.FirstBytes, 0), (window.Room(0), window.Room(SendWindow.FirstBytes)));
    }

    [Fact]
    public void Waits_are_random_below_a_bound_that_doubles_up_to_its_most()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(5));
        for (var failure = 0; failure < 100; failure++)
            Assert.InRange(backoff.Next(), TimeSpan.Zero, TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, failure))));
        backoff.Reset();
        Assert.InRange(backoff.Next(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
