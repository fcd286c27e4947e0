using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Time;

/// <summary>Wall time from the cloud's answer to a hello.</summary>
public static class WelcomeTime
{
    /// <summary>An answer that took longer says too little.</summary>
    public static readonly TimeSpan LongestRoundTrip = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The cloud read its clock at some moment between the two; the middle is wrong by half the round trip at most.
    /// </summary>
    /// <param name="sent">When the hello was handed to the network.</param>
    /// <param name="received">When its welcome came.</param>
    /// <param name="cloudTimeMicroseconds">The cloud's clock, microseconds since 1970 UTC.</param>
    /// <returns>Null when it took too long, or spans two boots.</returns>
    public static BootOffset? Learn(BoardInstant sent, BoardInstant received, long cloudTimeMicroseconds)
    {
        var roundTrip = received.BoottimeMicroseconds - sent.BoottimeMicroseconds;
        if (sent.BootId != received.BootId || roundTrip < 0 || roundTrip > LongestRoundTrip.TotalMicroseconds)
            return null;
        var middle = sent.BoottimeMicroseconds + roundTrip / 2;
        return new BootOffset(
            sent.BootId, cloudTimeMicroseconds - middle, (roundTrip + 1) / 2, middle, ClockQuality.Welcome);
    }
}
