using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.Contract;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>
/// Warnings and last evaluations, for reading. Throws <see cref="StoreException"/> when the service's own database can't be
/// read.
/// </summary>
public sealed class WarningBook(ServingDatabase database)
{
    private const int MaxRelated = 50;

    /// <summary>The latest first.</summary>
    public IReadOnlyList<Warning> List(WarningQuery query) => database.Read(tables => WarningRows.List(
        tables,
        """
        WHERE w.id < $0 AND substr(w.place, 1, length($1)) = $1 AND ($2 IS NULL OR w.code = $2) AND ($3 = 'all' OR w.state = $3 OR ($3 = 'unclosed' AND w.state <> 'closed'))
            AND w.last_day >= $4 AND w.day <= $5
        ORDER BY w.id DESC LIMIT $6
        """,
        query.Before,
        query.Within.Code,
        query.Gate,
        WireName.Of(query.State),
        DayText.Of(query.From),
        DayText.Of(query.To),
        query.Limit));

    /// <param name="within">What of related warnings may be seen.</param>
    /// <returns>Null when there is none of this number.</returns>
    public WarningDetail? Find(long id, Area within) => database.Read(tables =>
    {
        var warning = WarningRows.Find(tables, id);
        return warning is null ? null : new WarningDetail(
            warning,
            tables.List("SELECT day, known_us, stands, evaluation FROM warning_alarm WHERE warning = $0 ORDER BY day", row => WarningRows.ReadAlarm(row, 0), id),
            tables.List("SELECT day, state, fevers, persons, expected, upper FROM warning_chart WHERE warning = $0 ORDER BY day", ReadChart, id),
            Related(tables, warning, within));
    });

    /// <summary>The area by which it is decided who may see it; null when there is none of this number.</summary>
    public Area? AreaOf(long id) => database.Read(tables => tables.List(
        "SELECT place FROM warning WHERE id = $0", row => (Area?)AccountRows.AreaOf(row.GetString(0)), id).FirstOrDefault());

    /// <summary>By code.</summary>
    public IReadOnlyList<AreaStanding> Standing(StandingQuery query) => database.Read(tables => tables.List(
        """
        SELECT e.evaluation, e.known_us, (SELECT w.id FROM warning w WHERE w.code = e.code AND w.place = e.place AND w.state <> 'closed')
        FROM area_evaluation e
        WHERE e.day = (SELECT max(l.day) FROM area_evaluation l WHERE l.code = e.code AND l.place = e.place)
            AND substr(e.place, 1, length($0)) = $0 AND ($1 IS NULL OR e.code = $1) AND ($2 IS NULL OR e.level = $2)
            AND ($3 IS NULL OR (e.code, e.place) > ($3, $4))
        ORDER BY e.code, e.place LIMIT $5
        """,
        row => new AreaStanding(WarningJson.Read<AreaEvaluation>(row.GetString(0)), Microseconds.Time(row.GetInt64(1)), row.IsDBNull(2) ? null : row.GetInt64(2)),
        query.Within.Code,
        query.Gate,
        query.Level is { } level ? WireName.Of(level) : null,
        query.After?.Code,
        query.After?.Place,
        query.Limit));

    /// <summary>How many are not closed, by level; levels without any are there with 0.</summary>
    public IReadOnlyDictionary<PlaceLevel, long> NotClosed()
    {
        var counts = database.Read(tables => tables.List(
            "SELECT level, count(*) FROM warning WHERE state <> 'closed' GROUP BY level", row => (Level: row.GetString(0), Count: row.GetInt64(1))));
        return Enum.GetValues<PlaceLevel>().ToDictionary(level => level, level => counts.FirstOrDefault(count => count.Level == WireName.Of(level)).Count);
    }

    private static List<Warning> Related(ServingTransaction tables, Warning warning, Area within) => WarningRows.List(
        tables,
        $"""
        WHERE w.state <> 'closed' AND w.id <> $0 AND substr(w.place, 1, length($2)) = $2
            AND (substr(w.place, 1, length($1)) = $1 OR substr($1, 1, length(w.place)) = w.place)
            AND NOT (w.level = 'gate' AND $3 = 'gate')
        ORDER BY w.id DESC LIMIT {MaxRelated}
        """,
        warning.Id,
        warning.Area.Place,
        within.Code,
        WireName.Of(warning.Area.Level));

    private static ChartDay ReadChart(SqliteDataReader row) => new(
        DayText.Read(row.GetString(0)),
        WarningRows.Named<AreaDayState>(row.GetString(1)),
        row.IsDBNull(2) ? null : row.GetInt32(2),
        row.IsDBNull(3) ? null : row.GetInt32(3),
        row.IsDBNull(4) ? null : row.GetDouble(4),
        row.IsDBNull(5) ? null : row.GetInt32(5));
}
