using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>
/// Who has signed in, by the hash of what their browser holds. Kept in the database, so that a restart signs nobody out, and
/// looked up there each time, so that whoever is signed out is so at once.
/// </summary>
public sealed class Sessions(ServingDatabase database, TimeProvider clock)
{
    /// <summary>A page that is open asks now and then; one that is closed, or asleep, is signed out after this.</summary>
    public static readonly TimeSpan MaxIdle = TimeSpan.FromHours(2);

    /// <summary>A shift, and no more than NIST SP 800-63B's 12 hours for what is worth protecting (AAL2).</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);

    /// <summary>Of one account; the oldest goes for a further one.</summary>
    public const int MaxOfAccount = 20;

    /// <summary>Uses are noted no finer than this.</summary>
    private static readonly TimeSpan SeenGrain = TimeSpan.FromMinutes(1);

    /// <returns>What the browser shows from now on.</returns>
    public string Start(ServingTransaction transaction, Account account)
    {
        var secret = Secret.Make();
        var now = clock.GetUtcNow();
        transaction.Execute(
            "DELETE FROM session WHERE made_us < $0 OR seen_us < $1", Microseconds.Of(now - MaxAge), Microseconds.Of(now - MaxIdle));
        transaction.Execute(
            "INSERT INTO session (hash, account, made_us, seen_us) VALUES ($0, $1, $2, $2)", Secret.HashOf(secret), account.Id, Microseconds.Of(now));
        transaction.Execute(
            "DELETE FROM session WHERE hash IN (SELECT hash FROM session WHERE account = $0 ORDER BY made_us DESC LIMIT -1 OFFSET $1)",
            account.Id,
            MaxOfAccount);
        return secret;
    }

    /// <summary>Null for what is unknown, too old, idle for too long, or of an account that is disabled.</summary>
    public Viewer? Identify(string secret, string address)
    {
        if (secret.Length != Secret.Length)
            return null;
        var (hash, now) = (Secret.HashOf(secret), clock.GetUtcNow());
        var found = database.Read(transaction => transaction.List(
            """
            SELECT name, role, area, seen_us FROM session JOIN account ON account.id = session.account
            WHERE hash = $0 AND disabled = 0 AND session.made_us > $1 AND seen_us > $2
            """,
            row => (
                Viewer: new Viewer(row.GetString(0), AccountRows.RoleOf(row.GetString(1)), AccountRows.AreaOf(row.GetString(2)), IsPerson: true, address),
                Seen: Microseconds.Time(row.GetInt64(3))),
            hash,
            Microseconds.Of(now - MaxAge),
            Microseconds.Of(now - MaxIdle)));
        if (found is not [var session])
            return null;
        if (now - session.Seen >= SeenGrain)
            database.Write(transaction => transaction.Execute("UPDATE session SET seen_us = $1 WHERE hash = $0", hash, Microseconds.Of(now)));
        return session.Viewer;
    }

    public void End(string secret) =>
        database.Write(transaction => transaction.Execute("DELETE FROM session WHERE hash = $0", Secret.HashOf(secret)));
}
