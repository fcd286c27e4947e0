using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Exclusions;

/// <summary>
/// Excluded hours: seconds since 1970 UTC, as summaries have them; who did it and when in microseconds. The database itself keeps
/// them from being removed, and from being changed but by one withdrawal.
/// </summary>
internal static class ExclusionSchema
{
    public static readonly SchemaPart Part = new("exclusions",
    [
        """
        CREATE TABLE exclusion (
            id INTEGER PRIMARY KEY AUTOINCREMENT, gate TEXT NOT NULL, place TEXT NOT NULL, from_s INTEGER NOT NULL, to_s INTEGER NOT NULL,
            reason TEXT NOT NULL, excluded_by TEXT NOT NULL, excluded_us INTEGER NOT NULL,
            withdrawn_by TEXT, withdrawn_us INTEGER, withdrawal_reason TEXT, CHECK (from_s < to_s)) STRICT;
        CREATE INDEX exclusion_standing ON exclusion (to_s) WHERE withdrawn_us IS NULL;
        CREATE TRIGGER exclusion_no_delete BEFORE DELETE ON exclusion BEGIN SELECT RAISE(ABORT, 'exclusion is never removed'); END;
        CREATE TRIGGER exclusion_withdrawn_once BEFORE UPDATE ON exclusion
            WHEN old.withdrawn_us IS NOT NULL OR new.withdrawn_us IS NULL OR new.id <> old.id OR new.gate <> old.gate OR new.place <> old.place
                OR new.from_s <> old.from_s OR new.to_s <> old.to_s OR new.reason <> old.reason
                OR new.excluded_by <> old.excluded_by OR new.excluded_us <> old.excluded_us
            BEGIN SELECT RAISE(ABORT, 'exclusion is never changed'); END;
        """,
    ]);
}
