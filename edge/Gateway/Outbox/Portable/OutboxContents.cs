using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>An outbox's file for those who look at it from outside, beside its gateway too; damaged ones as far as they can be read.</summary>
internal sealed class OutboxContents : IDisposable
{
    private readonly OutboxSalvage _salvage;

    private OutboxContents(OutboxSalvage salvage) => _salvage = salvage;

    public OutboxBook Book => _salvage.Book;

    /// <exception cref="IOException">There is none, or it can't be read.</exception>
    public static OutboxContents Open(OutboxOptions options, string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: no such file");
        using var file = new OutboxFile(options, OutboxPlatform.Board.Folder);
        try
        {
            return OutboxSalvage.TryOpen(file, path) is { } salvage
                ? new OutboxContents(salvage)
                : throw new IOException($"{path} is no outbox of format {OutboxSchema.Version}, or nothing of it can be read");
        }
        catch (SqliteException full)
        {
            throw new IOException($"{path}: {full.Message}", full);
        }
    }

    /// <summary>All rows, each with what became of it, by stream and seq.</summary>
    public IEnumerable<(StreamEntry Stream, string State, StoredRow Row)> Rows()
    {
        foreach (var stream in Book.Streams)
        {
            foreach (var row in _salvage.Rows(stream.Place, new SeqRange(1, Math.Max(1, stream.MadeThrough))))
                yield return (stream, StateOf(stream, row.Position.Seq), row with { Record = Whole(row) });
        }
    }

    public void Dispose() => _salvage.Dispose();

    private static GateRecord Whole(StoredRow row) => row.Record with { Seq = row.Position.Seq, Time = row.Time };

    private static string StateOf(StreamEntry stream, long seq)
    {
        var settled = stream.Settled.Ranges.FirstOrDefault(range => range.Seqs.Contains(seq));
        return settled is null ? "pending" : settled.State == SettledState.Rejected ? "rejected" : "delivered";
    }
}
