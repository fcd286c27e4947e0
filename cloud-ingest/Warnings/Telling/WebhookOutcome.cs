namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>What came of a try to tell a webhook, and what of telling it at all.</summary>
public enum WebhookOutcome
{
    /// <summary>Answered with a status from 200 to 299.</summary>
    Delivered = 1,

    /// <summary>Answered with another status; redirects are not followed.</summary>
    Status = 2,

    /// <summary>No answer within the time given.</summary>
    Timeout = 3,

    /// <summary>No name, no connection, no TLS, or an answer that is no HTTP.</summary>
    Unreachable = 4,

    /// <summary>Its addresses are none that may be sent to.</summary>
    Refused = 5,

    /// <summary>Tried for too long: it is told no more.</summary>
    GivenUp = 6,

    /// <summary>Too much waited: the oldest made room.</summary>
    Dropped = 7,
}
