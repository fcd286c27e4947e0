using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>What tells whether a gate is there.</summary>
/// <param name="LastSeen">By this process; null when it has not heard the gate, or does not hear gates at all.</param>
/// <param name="LastHour">End of the last hour of which the database has anything; null when there is none in the days looked at.</param>
/// <param name="Persons">Who passed today; null when nothing has come of the day.</param>
internal sealed record GateSight(RegisteredGate Gate, DateTimeOffset? LastSeen, DateTimeOffset? LastHour, long? Persons)
{
    /// <param name="hears">Since when this process has listened to gates; null: it does not.</param>
    /// <param name="silentAfter">Without a word for longer, a gate is silent.</param>
    public (Presence Presence, DateTimeOffset? Since) At(DateTimeOffset now, DateTimeOffset? hears, TimeSpan silentAfter)
    {
        if (Gate.Closures.FirstOrDefault(closure => closure.From <= now && (closure.Until is null || closure.Until > now)) is { } closed)
            return (Presence.KnownOff, closed.From);
        return IsThere(now, hears, silentAfter)
            ? (Persons is 0 ? Presence.Zero : Presence.Reporting, null)
            : (Presence.Silent, LastSeen ?? (LastHour <= now ? LastHour : LastHour is null ? null : hears));
    }

    /// <summary>
    /// Who was heard by this process is judged by that. Where it has not listened for long enough to know, the database
    /// decides: an hour's summary comes while the hour lasts, at the latest with its end.
    /// </summary>
    private bool IsThere(DateTimeOffset now, DateTimeOffset? hears, TimeSpan silentAfter)
    {
        if (LastSeen is { } seen)
            return now - seen <= silentAfter;
        return (hears is null || now - hears <= silentAfter) && LastHour is { } hour && hour + silentAfter >= now;
    }
}
