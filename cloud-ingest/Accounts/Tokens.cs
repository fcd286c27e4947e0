using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.Contract;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>Tokens of programs. Each look goes to the database: one that is revoked lets nobody in from then on.</summary>
public sealed class Tokens(ServingDatabase database, TimeProvider clock)
{
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(400);

    public const int MaxTokens = 1_000;

    /// <summary>By which people and scanners of repositories know one when they see it.</summary>
    public const string Prefix = "checkpoint_";

    /// <summary>Uses are noted no finer than this: a write for each request would wear the disk for nothing.</summary>
    private static readonly TimeSpan UseGrain = TimeSpan.FromMinutes(1);

    private const string Columns = "id, name, role, area, made_us, made_by, expires_us, used_us, revoked_us";

    /// <summary>Makes one, within the transaction that records the act.</summary>
    /// <returns>The token as the program must show it, which can't be had a second time.</returns>
    /// <exception cref="AccountRefusedException">There are too many.</exception>
    internal string Add(ServingTransaction transaction, NewToken token, string by)
    {
        var secret = Prefix + Secret.Make();
        var now = clock.GetUtcNow();
        if (transaction.Scalar("SELECT count(*) FROM token WHERE revoked_us IS NULL AND expires_us > $0", Microseconds.Of(now)) >= MaxTokens)
            throw new AccountRefusedException($"There are {MaxTokens} tokens that hold, and can't be more.");
        transaction.Execute("DELETE FROM token WHERE coalesce(revoked_us, expires_us) < $0", Microseconds.Of(now - MaxLifetime));
        transaction.Execute(
            "INSERT INTO token (name, hash, role, area, made_us, made_by, expires_us) VALUES ($0, $1, $2, $3, $4, $5, $6)",
            token.Name,
            Secret.HashOf(secret),
            WireName.Of(token.Role),
            token.Area.Code,
            Microseconds.Of(now),
            by,
            Microseconds.Of(now + token.Lifetime));
        return secret;
    }

    /// <summary>The newest first; those that hold no more stay in the list for as long again as one can hold.</summary>
    public IReadOnlyList<Token> List(Area within) => database.Read(transaction => transaction
        .List($"SELECT {Columns} FROM token ORDER BY id DESC", Read).Where(token => within.Contains(token.Area)).ToList());

    public Token? Find(long id) => database.Read(transaction => Find(transaction, id));

    internal static Token? Find(ServingTransaction transaction, long id) =>
        transaction.First($"SELECT {Columns} FROM token WHERE id = $0", Read, id);

    /// <returns>False when there is none, or it was revoked before.</returns>
    internal bool Revoke(ServingTransaction transaction, long id) =>
        transaction.Execute("UPDATE token SET revoked_us = $1 WHERE id = $0 AND revoked_us IS NULL", id, Microseconds.Of(clock.GetUtcNow())) > 0;

    /// <summary>Whom this token lets in; null for one that is unknown, expired or revoked.</summary>
    public Viewer? Identify(string secret, string address)
    {
        if (secret.Length != Prefix.Length + Secret.Length || !secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var token = database.Read(transaction => transaction.First($"SELECT {Columns} FROM token WHERE hash = $0", Read, Secret.HashOf(secret)));
        var now = clock.GetUtcNow();
        if (token is not { Revoked: null } || token.Expires <= now)
            return null;
        if (token.Used is null || now - token.Used >= UseGrain)
            database.Write(transaction => transaction.Execute("UPDATE token SET used_us = $1 WHERE id = $0", token.Id, Microseconds.Of(now)));
        return new Viewer(token.Name, token.Role, token.Area, IsPerson: false, address);
    }

    private static Token Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        AccountRows.RoleOf(row.GetString(2)),
        AccountRows.AreaOf(row.GetString(3)),
        Microseconds.Time(row.GetInt64(4)),
        row.GetString(5),
        Microseconds.Time(row.GetInt64(6)),
        row.IsDBNull(7) ? null : Microseconds.Time(row.GetInt64(7)),
        row.IsDBNull(8) ? null : Microseconds.Time(row.GetInt64(8)));
}
