using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Auditing;

/// <summary>
/// Who looked at what and who changed what. Times are microseconds since 1970 UTC; an area of '' is everything; status and
/// rows of a look are null until it has ended.
/// </summary>
internal static class AuditSchema
{
    public static readonly SchemaPart Part = new("audit",
    [
        """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT, time_us INTEGER NOT NULL, act TEXT NOT NULL, who TEXT NOT NULL,
            address TEXT NOT NULL, area TEXT NOT NULL, detail TEXT NOT NULL, status INTEGER, rows INTEGER) STRICT;
        """,
    ]);
}
