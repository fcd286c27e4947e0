using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>
/// Warnings, their alarms, notes and charts, and the last evaluations. Times are microseconds since 1970 UTC, days are written
/// 2026-02-10; place is the code by which it is decided who may see it. The database itself keeps an area from having two
/// warnings that are not closed, and a note from being changed.
/// </summary>
internal static class WarningSchema
{
    public static readonly SchemaPart Part = new("warnings",
    [
        """
        CREATE TABLE warning (
            id INTEGER PRIMARY KEY AUTOINCREMENT, level TEXT NOT NULL, code TEXT NOT NULL, place TEXT NOT NULL,
            name_zh TEXT NOT NULL, name_en TEXT NOT NULL, state TEXT NOT NULL, day TEXT NOT NULL, last_day TEXT NOT NULL,
            opened_us INTEGER NOT NULL, acknowledged_by TEXT, acknowledged_us INTEGER,
            closed_by TEXT, closed_us INTEGER, conclusion TEXT) STRICT;
        CREATE UNIQUE INDEX warning_not_closed ON warning (code, place) WHERE state <> 'closed';
        CREATE INDEX warning_of_area ON warning (code, place, id);
        CREATE TABLE warning_alarm (
            warning INTEGER NOT NULL REFERENCES warning, day TEXT NOT NULL, known_us INTEGER NOT NULL, stands INTEGER NOT NULL,
            evaluation TEXT NOT NULL, PRIMARY KEY (warning, day)) STRICT, WITHOUT ROWID;
        CREATE TABLE warning_note (
            id INTEGER PRIMARY KEY AUTOINCREMENT, warning INTEGER NOT NULL REFERENCES warning, at_us INTEGER NOT NULL,
            by TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, conclusion TEXT) STRICT;
        CREATE INDEX warning_note_of ON warning_note (warning, id);
        CREATE TABLE warning_chart (
            warning INTEGER NOT NULL REFERENCES warning, day TEXT NOT NULL, state TEXT NOT NULL, fevers INTEGER, persons INTEGER,
            expected REAL, upper INTEGER, PRIMARY KEY (warning, day)) STRICT, WITHOUT ROWID;
        CREATE TABLE area_evaluation (
            code TEXT NOT NULL, place TEXT NOT NULL, day TEXT NOT NULL, level TEXT NOT NULL, known_us INTEGER NOT NULL,
            evaluation TEXT NOT NULL, PRIMARY KEY (code, place, day)) STRICT, WITHOUT ROWID;
        CREATE TRIGGER warning_note_no_update BEFORE UPDATE ON warning_note BEGIN SELECT RAISE(ABORT, 'warning_note is never changed'); END;
        CREATE TRIGGER warning_note_no_delete BEFORE DELETE ON warning_note BEGIN SELECT RAISE(ABORT, 'warning_note is never changed'); END;
        """,
    ]);
}
