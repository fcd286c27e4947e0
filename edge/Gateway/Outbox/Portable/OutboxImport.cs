using Checkpoint.Contract;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Takes records that were carried here into an outbox of the same gate. Each keeps its stream, seq and time, so that the cloud
/// stores it once, even if the card that it came from is put back to work. Nothing is counted again: their own gate has.
/// </summary>
internal sealed class OutboxImport(PortableFile file)
{
    public int Taken { get; private set; }

    /// <summary>Here already, or answered for by the cloud.</summary>
    public int Skipped { get; private set; }

    /// <summary>Opens the outbox of a gateway that does not run, takes them in, and closes it.</summary>
    /// <param name="board">This board's serial number.</param>
    /// <exception cref="IOException">The folder can't be written, or a gateway has it.</exception>
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
        catch (JobFailedException fault) when (fault.InnerException is PortableFileException refused)
        {
            throw refused;
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
        foreach (var stream in file.Streams)
            Take(transaction, stream, file.Records.Where(record => record.Stream == stream.Stream));

        // New records go on in a stream of this outbox's own, never in one that was carried here.
        if (transaction.Book.Current != own)
            StreamKeeper.Begin(transaction, own.Board);
    }

    private void Take(OutboxTransaction transaction, PortableStream stream, IEnumerable<PortableRecord> records)
    {
        var entry = transaction.Book.FindStream(stream.Stream);
        if (entry is null)
        {
            // Which of the others were delivered only their own gate knows: none of them is pending here.
            transaction.Add(entry = new StreamEntry
            {
                Place = transaction.Book.Streams.Count + 1, Stream = stream.Stream, Board = stream.Board,
                MadeThrough = stream.MadeThrough, TrustedSeq = stream.MadeThrough, CountedSeq = stream.MadeThrough, Dropped = stream.MadeThrough,
            });
        }

        foreach (var (_, record) in records)
        {
            if (record.Seq > entry.MadeThrough)
                throw new PortableFileException(1, $"made_through: {stream.Stream} is made to {entry.MadeThrough} only, by this outbox itself");
            var seqs = new SeqRange(record.Seq, record.Seq);
            if (!entry.Settled.Open(seqs).Any() || transaction.Records.Count(entry.Place, seqs) > 0)
            {
                Skipped++;
                continue;
            }

            transaction.Records.Insert(new OutboxPosition(entry.Place, record.Seq), transaction.OwnBoot, 0, record.Time, record);
            entry.Dropped = Math.Max(0, entry.Dropped - 1);
            Taken++;
        }

        transaction.Ledger.Save(entry);
    }
}
