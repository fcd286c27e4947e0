using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.Contract;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>Warnings as the database has them.</summary>
internal static class WarningRows
{
    /// <summary>Of a warning w with its latest alarm a.</summary>
    private const string Columns = """
        w.id, w.level, w.code, w.place, w.name_zh, w.name_en, w.state, w.day, w.opened_us,
        w.acknowledged_by, w.acknowledged_us, w.closed_by, w.closed_us, w.conclusion,
        a.day, a.known_us, a.stands, a.evaluation, (SELECT count(*) FROM warning_alarm n WHERE n.warning = w.id)
        """;

    private const string Joined = """
        FROM warning w JOIN warning_alarm a ON a.warning = w.id
            AND a.day = (SELECT day FROM warning_alarm l WHERE l.warning = w.id ORDER BY l.stands DESC, l.day DESC LIMIT 1)
        """;

    /// <returns>Null when there is none of this number.</returns>
    public static Warning? Find(ServingTransaction tables, long id) => List(tables, "WHERE w.id = $0", id) is [var only] ? only : null;

    /// <param name="rest">Of the statement, behind its joined tables.</param>
    public static List<Warning> List(ServingTransaction tables, string rest, params object?[] values) =>
    [
        .. tables.List($"SELECT {Columns} {Joined} {rest}", Read, values).Select(warning => warning with { Notes = WarningNotes.List(tables, warning.Id) }),
    ];

    private static Warning Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        new WarningArea(Named<PlaceLevel>(row.GetString(1)), row.GetString(2), new LocalName(row.GetString(4), row.GetString(5)), row.GetString(3)),
        Named<WarningState>(row.GetString(6)),
        DayText.Read(row.GetString(7)),
        ReadAlarm(row, 14),
        row.GetInt32(18),
        Microseconds.Time(row.GetInt64(8)),
        Text(row, 9),
        Time(row, 10),
        Text(row, 11),
        Time(row, 12),
        row.IsDBNull(13) ? null : Named<Conclusion>(row.GetString(13)),
        []);

    /// <param name="at">Of day, known_us, stands and evaluation.</param>
    public static WarningAlarm ReadAlarm(SqliteDataReader row, int at) => new(
        DayText.Read(row.GetString(at)),
        WarningJson.Read<AreaEvaluation>(row.GetString(at + 3)),
        Microseconds.Time(row.GetInt64(at + 1)),
        row.GetInt64(at + 2) != 0);

    /// <exception cref="StoreException">No name of this program.</exception>
    public static T Named<T>(string name)
        where T : struct, Enum => WireName.TryParse(name, out T value)
        ? value
        : throw new StoreException(new StoreFault(StoreFaultKind.Unreadable, $"{typeof(T).Name} '{name}'"));

    private static string? Text(SqliteDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static DateTimeOffset? Time(SqliteDataReader row, int at) => row.IsDBNull(at) ? null : Microseconds.Time(row.GetInt64(at));
}
