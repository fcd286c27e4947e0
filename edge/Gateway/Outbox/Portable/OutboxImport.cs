using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Takes records that were carried here into an outbox of the same gate. Each keeps its stream, seq and time, so that the cloud
/// stores it once, even if the card that it came from is put back to work. Nothing is counted again: their own gate has.
/// </summary>
/// <param name="file">Checked before.</param>
/// <param name="streams">Of its head.</param>
internal sealed class OutboxImport(PortableFile file, IReadOnlyList<PortableStream> streams)
{
    public int Taken { get; private set; }

    /// <summary>Here already, or answered for by the cloud.</summary>
    public int Skipped { get; private set; }

    /// <summary>Opens the outbox of a gateway that does not run, takes them in, and closes it.</summary>
    /// <param name="board">This board's serial number.</param>
    /// <exception cref="IOException">The folder can't be written, or a gateway has it; or the records can't be read any more.</exception>
    /// <exception cref="PortableFileException">The records do not fit this outbox; nothing was taken.</exception>
    public void RunOn(OutboxOptions options, string board, GateZone zone, IBoardClock clock)
    {
        using var file = new OutboxFile(options, OutboxPlatform.Board.Folder);
        try
        {
            file.Claim();
            using var store = new OutboxStore(file, options, zone, clock, board, OutboxPlatform.Board.NewStream);
            store.Execute([new OutboxJob<bool>(Take, mayLinger: false, TaskCreationOptions.None)]);
        }
        catch (JobFailedException fault) when (fault.InnerException is PortableFileException or IOException or UnauthorizedAccessException)
        {
            throw fault.InnerException;
        }
        catch (SqliteException fault)
        {
            throw new IOException($"outbox in {options.Folder}: {fault.Message}", fault);
        }
    }

    private bool Take(OutboxTransaction transaction)
    {
        Run(transaction);
        return true;
    }

    /// <exception cref="PortableFileException">This outbox knows better how far one of the streams is made.</exception>
    public void Run(OutboxTransaction transaction)
    {
        (Taken, Skipped) = (0, 0);
        var own = transaction.Book.Current;
        var entries = new Dictionary<StreamId, StreamEntry>();
        foreach (var stream in streams)
            entries[stream.Stream] = transaction.Book.FindStream(stream.Stream) ?? Begin(transaction, stream);
        foreach (var (stream, record) in file.Records())
            Take(transaction, entries[stream], record);
        foreach (var entry in entries.Values)
            transaction.Ledger.Save(entry);

        // New records go on in a stream of this outbox's own, never in one that was carried here.
        if (transaction.Book.Current != own)
            StreamKeeper.Begin(transaction, own.Board);
    }

    /// <summary>Which of its records were delivered only their own gate knows: none of them is pending here.</summary>
    private static StreamEntry Begin(OutboxTransaction transaction, PortableStream stream)
    {
        var entry = new StreamEntry
        {
            Place = transaction.Book.Streams.Count + 1, Stream = stream.Stream, Board = stream.Board,
            MadeThrough = stream.MadeThrough, TrustedSeq = stream.MadeThrough, CountedSeq = stream.MadeThrough, Dropped = stream.MadeThrough,
        };
        transaction.Add(entry);
        return entry;
    }

    private void Take(OutboxTransaction transaction, StreamEntry entry, GateRecord record)
    {
        if (record.Seq > entry.MadeThrough)
            throw new PortableFileException(1, $"made_through: {entry.Stream} is made to {entry.MadeThrough} only, by this outbox itself");
        var seqs = new SeqRange(record.Seq, record.Seq);
        if (!entry.Settled.Open(seqs).Any() || transaction.Records.Count(entry.Place, seqs) > 0)
        {
            Skipped++;
            return;
        }

        transaction.Records.Insert(new OutboxPosition(entry.Place, record.Seq), transaction.OwnBoot, 0, record.Time, record);
        entry.Dropped = Math.Max(0, entry.Dropped - 1);
        Taken++;
    }
}
