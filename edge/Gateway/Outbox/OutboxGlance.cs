using Checkpoint.Contract;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Outbox;

/// <summary>What an outbox holds, seen from outside while its gateway may be at work on it: read only, and briefly.</summary>
/// <param name="Depth">Records that the database does not have yet.</param>
/// <param name="OldestAge">Of the oldest of them; null if there is none, or nothing tells its age.</param>
/// <param name="Stream">The newest; null in a file that no gateway has begun.</param>
/// <param name="MadeThrough">Highest seq of that stream.</param>
internal sealed record OutboxGlance(long Depth, TimeSpan? OldestAge, StreamId? Stream, long MadeThrough, long FileBytes)
{
    /// <returns>Null if there is no outbox yet.</returns>
    /// <exception cref="IOException">Another format than this program's.</exception>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">It can't be read.</exception>
    public static OutboxGlance? At(OutboxOptions options, BoardInstant now, DateTimeOffset wall)
    {
        using var file = new OutboxFile(options, OutboxPlatform.Board.Folder);
        if (!File.Exists(file.FilePath))
            return null;
        using var connection = file.OpenForReading();
        using (var version = new Statement(connection, "PRAGMA user_version"))
        {
            if (version.Number() is var format and not OutboxSchema.Version)
                throw new IOException($"{file.FilePath} has format {format}; this program reads {OutboxSchema.Version}");
        }

        // One moment of it: streams and what of them is settled would not agree where the gateway has gone on in between.
        OutboxFile.Run(connection, "BEGIN");
        var book = OutboxBook.Load(connection);
        using var reader = new PendingReader(connection);
        return new OutboxGlance(
            book.Depth,
            OldestOf(book, reader) is { } oldest ? AgeOf(oldest, now, wall) : null,
            book.Newest?.Stream,
            book.Newest?.MadeThrough ?? 0,
            new FileInfo(file.FilePath).Length);
    }

    private static (long? TimeMicroseconds, Guid BootId, long BoottimeMicroseconds)? OldestOf(OutboxBook book, PendingReader reader) => book.Streams
        .Select(stream => reader.Oldest(stream.Place, stream.OpenAfter(0))).FirstOrDefault(oldest => oldest is not null);

    private static TimeSpan? AgeOf(
        (long? TimeMicroseconds, Guid BootId, long BoottimeMicroseconds) oldest, BoardInstant now, DateTimeOffset wall)
    {
        if (oldest.BootId == now.BootId)
            return TimeSpan.FromMicroseconds(now.BoottimeMicroseconds - oldest.BoottimeMicroseconds);
        return oldest.TimeMicroseconds is { } time ? wall - DateTimeOffset.UnixEpoch.AddMicroseconds(time) : null;
    }
}
