using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.Contract;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Auditing;

/// <summary>
/// The audit, in the service's own database. An act is recorded in the transaction that does it, and a look before anything
/// is shown, so that neither happens unrecorded; a database that can't write refuses both.
/// </summary>
public sealed class AuditLog(ServingDatabase database, TimeProvider clock)
{
    /// <summary>Some 300 bytes a line: about 1.5 GB. Beyond it the oldest go, and that they went is a line of its own.</summary>
    public const long MaxEntries = 5_000_000;

    public const int MaxDetail = 2_000;

    /// <summary>Lines dropped in one transaction: others write in between.</summary>
    private const int PruneBatch = 5_000;

    public void Record(ServingTransaction transaction, Act act) => Insert(transaction, act);

    /// <summary>Durable on return.</summary>
    public Look Begin(Act act) => new(database.Write(transaction => Insert(transaction, act)));

    /// <param name="status">Of the HTTP answer.</param>
    public void End(Look look, int status) => database.Write(
        transaction => transaction.Execute("UPDATE audit SET status = $1, rows = $2 WHERE id = $0", look.Id, status, look.Rows));

    /// <summary>Lines that concern this area or what lies in it, the newest first.</summary>
    public IReadOnlyList<AuditEntry> List(AuditQuery query) => database.Read(transaction => transaction.List(
        """
        SELECT id, time_us, act, who, address, area, detail, status, rows FROM audit
        WHERE id < $0 AND time_us >= $1 AND time_us < $2 AND ($3 = '' OR substr(area, 1, length($3)) = $3) AND ($4 IS NULL OR who = $4)
        ORDER BY id DESC LIMIT $5
        """,
        Read,
        query.Before,
        Microseconds.Of(query.From),
        Microseconds.Of(query.To),
        query.Within.Code,
        query.Who,
        query.Limit));

    /// <summary>Drops what is older than the retention, and the oldest beyond <paramref name="most"/>.</summary>
    /// <returns>How many lines went.</returns>
    public long Prune(TimeSpan retention, long most = MaxEntries)
    {
        var oldest = Microseconds.Of(clock.GetUtcNow() - retention);
        var dropped = 0L;
        for (var batch = PruneBatch; batch == PruneBatch; dropped += batch)
            batch = database.Write(transaction => PruneBatchOf(transaction, oldest, most));
        if (dropped > 0)
            database.Write(transaction => Record(transaction, new Act(AuditAct.AuditPruned, new Actor("service", ""), Area.Everything, $"{dropped} lines")));
        return dropped;
    }

    private static int PruneBatchOf(ServingTransaction transaction, long oldest, long most) => transaction.Execute(
        """
        DELETE FROM audit WHERE id IN (
            SELECT id FROM audit WHERE time_us < $0 OR id <= (SELECT max(id) FROM audit) - $1 ORDER BY id LIMIT $2)
        """,
        oldest,
        most,
        PruneBatch);

    private long Insert(ServingTransaction transaction, Act act) => transaction.Scalar(
        "INSERT INTO audit (time_us, act, who, address, area, detail) VALUES ($0, $1, $2, $3, $4, $5) RETURNING id",
        Microseconds.Of(clock.GetUtcNow()),
        WireName.Of(act.Kind),
        act.Actor.Who,
        act.Actor.Address,
        act.Area.Code,
        act.Detail.Length > MaxDetail ? act.Detail[..MaxDetail] : act.Detail);

    private static AuditEntry Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        Microseconds.Time(row.GetInt64(1)),
        WireName.TryParse(row.GetString(2), out AuditAct act) ? act : default,
        row.GetString(3),
        row.GetString(4),
        AccountFields.AreaText(AccountRows.AreaOf(row.GetString(5))),
        row.GetString(6),
        row.IsDBNull(7) ? null : row.GetInt32(7),
        row.IsDBNull(8) ? null : row.GetInt64(8));
}
