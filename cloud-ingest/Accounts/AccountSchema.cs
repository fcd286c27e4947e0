using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>
/// Who may come in. Times are microseconds since 1970 UTC; an area of '' is everything. Of what people carry about (a
/// session's cookie, a program's token) only the SHA-256 is kept: both have 256 random bits, so nobody can guess back from it.
/// </summary>
internal static class AccountSchema
{
    public static readonly SchemaPart Part = new("accounts",
    [
        """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, area TEXT NOT NULL,
            password_hash TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0,
            made_us INTEGER NOT NULL, made_by TEXT NOT NULL, password_us INTEGER NOT NULL) STRICT;
        CREATE TABLE session (
            hash BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            made_us INTEGER NOT NULL, seen_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX session_of ON session (account, made_us);
        CREATE TABLE token (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, hash BLOB NOT NULL UNIQUE, role TEXT NOT NULL, area TEXT NOT NULL,
            made_us INTEGER NOT NULL, made_by TEXT NOT NULL, expires_us INTEGER NOT NULL, used_us INTEGER, revoked_us INTEGER) STRICT;
        """,
    ]);
}
