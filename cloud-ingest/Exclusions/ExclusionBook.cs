using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Exclusions;

/// <summary>
/// What is excluded, for reading. Throws <see cref="Store.StoreException"/> when the service's own database can't be read.
/// </summary>
public sealed class ExclusionBook(ServingDatabase database)
{
    internal const string Columns =
        "id, gate, place, from_s, to_s, reason, excluded_by, excluded_us, withdrawn_by, withdrawn_us, withdrawal_reason";

    /// <summary>All that now stands and touches this time, whole: the first and last span of a gate may reach out of it.</summary>
    /// <param name="fromSeconds">Since 1970 UTC.</param>
    /// <param name="toSeconds">Itself not meant.</param>
    public ExcludedHours Of(long fromSeconds, long toSeconds) => new(database.Read(tables => tables.List(
        "SELECT gate, from_s, to_s FROM exclusion WHERE withdrawn_us IS NULL AND to_s > $0 AND from_s < $1",
        row => (row.GetString(0), new ExcludedSpan(row.GetInt64(1), row.GetInt64(2))),
        fromSeconds,
        toSeconds)));

    /// <summary>Withdrawn ones too; the latest entered first.</summary>
    /// <param name="within">Of gates that stood there then.</param>
    /// <param name="gate">Of this one only; null for all.</param>
    /// <param name="before">Those with a smaller id.</param>
    public IReadOnlyList<Exclusion> List(Area within, string? gate, long before, int limit) => database.Read(tables => tables.List(
        $"""
        SELECT {Columns} FROM exclusion
        WHERE id < $0 AND substr(place, 1, length($1)) = $1 AND ($2 IS NULL OR gate = $2) ORDER BY id DESC LIMIT $3
        """,
        Read,
        before,
        within.Code,
        gate,
        limit));

    /// <returns>Null when there is none of this number.</returns>
    public Exclusion? Find(long id) => database.Read(tables => Find(tables, id));

    /// <summary>The area by which it is decided who may see it; null when there is none of this number.</summary>
    public Area? AreaOf(long id) => Find(id) is { } found ? AccountRows.AreaOf(found.Community) : null;

    internal static Exclusion? Find(ServingTransaction tables, long id) => tables.First($"SELECT {Columns} FROM exclusion WHERE id = $0", Read, id);

    internal static Exclusion Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(3)),
        DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(4)),
        row.GetString(5),
        row.GetString(6),
        Microseconds.Time(row.GetInt64(7)),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : Microseconds.Time(row.GetInt64(9)),
        row.IsDBNull(10) ? null : row.GetString(10));
}
