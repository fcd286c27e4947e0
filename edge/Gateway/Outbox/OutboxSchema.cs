using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// The tables of format 2, laid out so that an append changes one page and an ack none of a record's.
/// <list type="bullet">
/// <item><c>records</c> keeps each record as the wire codec wrote it alone, without time; the time stands beside it once known,
/// and neither changes after. Rows stay where they were added: the table is filled at its end.</item>
/// <item><c>settled</c> says which seqs the cloud has answered for, as ranges: every seq up to how far its stream is made is in
/// it, or dropped (<c>dropped</c> counts those), or pending.</item>
/// <item>How far a stream is made is its highest row, or <c>floor_seq</c> where rows above that were dropped.</item>
/// <item><c>tallies</c> has counted all records up to <c>counted_seq</c>; those above it that know their time are counted
/// anew when the file is opened.</item>
/// </list>
/// </summary>
internal static class OutboxSchema
{
    public const int Version = 2;

    /// <summary>
    /// The least that a sync writes is one page of the kernel's, 4 KiB: of SQLite's pages, several changed ones fit in it.
    /// </summary>
    public const int PageBytes = 1024;

    /// <summary>Bits of a seq in a row's id; the stream's place is above them. <see cref="RecordLimits.MaxSeq"/> fits.</summary>
    public const int SeqBits = 40;

    public const string Sql = """
        CREATE TABLE streams(
          place INTEGER PRIMARY KEY,
          stream INTEGER NOT NULL UNIQUE,
          board TEXT NOT NULL,
          floor_seq INTEGER NOT NULL DEFAULT 0,
          trusted_seq INTEGER NOT NULL DEFAULT 0,
          welcomed INTEGER NOT NULL DEFAULT 0,
          counted_seq INTEGER NOT NULL DEFAULT 0,
          dropped INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE boots(
          place INTEGER PRIMARY KEY,
          boot BLOB NOT NULL UNIQUE,
          uptime_us INTEGER NOT NULL DEFAULT 0,
          offset_us INTEGER,
          error_us INTEGER,
          learned_us INTEGER,
          quality INTEGER);
        CREATE TABLE records(
          id INTEGER PRIMARY KEY,
          keep INTEGER NOT NULL,
          boot INTEGER NOT NULL,
          boottime_us INTEGER NOT NULL,
          time_us INTEGER,
          time_error_us INTEGER,
          body BLOB NOT NULL);
        CREATE INDEX urgent ON records(keep) WHERE keep = 7;
        CREATE INDEX unstamped ON records(boot) WHERE time_us IS NULL;
        CREATE TABLE settled(
          stream INTEGER NOT NULL,
          first INTEGER NOT NULL,
          last INTEGER NOT NULL,
          state INTEGER NOT NULL,
          settled_s INTEGER NOT NULL,
          reason TEXT,
          PRIMARY KEY(stream, first)) WITHOUT ROWID;
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

    /// <summary>The same in an attached database.</summary>
    public static string SqlIn(string database) => Sql
        .Replace("CREATE TABLE ", $"CREATE TABLE {database}.", StringComparison.Ordinal)
        .Replace("CREATE INDEX ", $"CREATE INDEX {database}.", StringComparison.Ordinal);

    public static long IdOf(OutboxPosition position) => ((long)position.StreamPlace << SeqBits) | position.Seq;

    public static OutboxPosition PositionOf(long id) => new((int)(id >> SeqBits), id & ((1L << SeqBits) - 1));

    /// <summary>Ids of the rows that these seqs have if they are there.</summary>
    public static (long First, long Last) IdsOf(int stream, SeqRange seqs) =>
        (IdOf(new OutboxPosition(stream, seqs.First)), IdOf(new OutboxPosition(stream, seqs.Last)));
}
