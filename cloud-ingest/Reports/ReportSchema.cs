using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>
/// Issues, signatures and publications. Times are microseconds since 1970 UTC, days are written 2026-02-10. The database
/// itself refuses to change or delete an issue or signature.
/// </summary>
internal static class ReportSchema
{
    public static readonly SchemaPart Part = new("reports", [Tables + Never("report_issue") + Never("report_signature") + Never("report_publication")]);

    private const string Tables = """
        CREATE TABLE report_issue (
            area TEXT NOT NULL, day TEXT NOT NULL, number INTEGER NOT NULL CHECK (number > 0), serial TEXT NOT NULL UNIQUE,
            issued_us INTEGER NOT NULL, due_us INTEGER, late INTEGER NOT NULL, issued_by TEXT NOT NULL, reason TEXT,
            known_us INTEGER NOT NULL, zero_claimed INTEGER NOT NULL, complete INTEGER NOT NULL,
            hash TEXT NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (area, day, number)) STRICT;
        CREATE INDEX report_issue_by_day ON report_issue (day, area);
        CREATE TABLE report_signature (
            area TEXT NOT NULL, day TEXT NOT NULL, number INTEGER NOT NULL, account TEXT NOT NULL, role TEXT NOT NULL,
            signer_area TEXT NOT NULL, name TEXT NOT NULL, signed_us INTEGER NOT NULL, zero_confirmed INTEGER NOT NULL,
            note TEXT, hash TEXT NOT NULL,
            PRIMARY KEY (area, day, number), FOREIGN KEY (area, day, number) REFERENCES report_issue) STRICT;
        CREATE TABLE report_publication (
            district TEXT NOT NULL, day TEXT NOT NULL, number INTEGER NOT NULL, published_us INTEGER NOT NULL, account TEXT NOT NULL,
            PRIMARY KEY (district, day), FOREIGN KEY (district, day, number) REFERENCES report_issue) STRICT;

        """;

    private static string Never(string table) => Never(table, "UPDATE") + Never(table, "DELETE");

    private static string Never(string table, string change) =>
        $"CREATE TRIGGER {table}_no_{change} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END;\n";
}
