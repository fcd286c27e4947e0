namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// The tables of format 1. A row of <c>records</c> keeps its record as the wire codec wrote it alone, without time;
/// the time stands beside it once known, and neither changes after. How far a stream is made is its highest row, or
/// <c>floor_seq</c> where rows above that were dropped, so that an append writes no second page for it.
/// </summary>
internal static class OutboxSchema
{
    public const int Pending = 0;

    public const int Delivered = 1;

    public const int Rejected = 2;

    public const string Sql = """
        CREATE TABLE streams(
          place INTEGER PRIMARY KEY,
          stream INTEGER NOT NULL UNIQUE,
          board TEXT NOT NULL,
          floor_seq INTEGER NOT NULL DEFAULT 0,
          trusted_seq INTEGER NOT NULL DEFAULT 0,
          welcomed INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE boots(
          place INTEGER PRIMARY KEY,
          boot BLOB NOT NULL UNIQUE,
          uptime_us INTEGER NOT NULL DEFAULT 0,
          offset_us INTEGER,
          error_us INTEGER,
          learned_us INTEGER,
          quality INTEGER);
        CREATE TABLE records(
          stream INTEGER NOT NULL,
          seq INTEGER NOT NULL,
          keep INTEGER NOT NULL,
          boot INTEGER NOT NULL,
          boottime_us INTEGER NOT NULL,
          time_us INTEGER,
          time_error_us INTEGER,
          state INTEGER NOT NULL DEFAULT 0,
          settled_s INTEGER,
          reason TEXT,
          body BLOB NOT NULL,
          PRIMARY KEY(stream, seq)) WITHOUT ROWID;
        CREATE INDEX pending ON records(stream, seq) WHERE state = 0;
        CREATE INDEX urgent ON records(stream, seq) WHERE state = 0 AND keep = 7;
        CREATE INDEX unstamped ON records(boot, stream, seq) WHERE state = 0 AND time_us IS NULL;
        CREATE INDEX settled ON records(state, stream, seq) WHERE state <> 0;
        CREATE TABLE tallies(
          span INTEGER NOT NULL,
          start_s INTEGER NOT NULL,
          body BLOB NOT NULL,
          PRIMARY KEY(span, start_s)) WITHOUT ROWID;
        CREATE TABLE service(
          boot INTEGER NOT NULL,
          from_us INTEGER NOT NULL,
          to_us INTEGER NOT NULL,
          PRIMARY KEY(boot, from_us)) WITHOUT ROWID;
        """;
}
