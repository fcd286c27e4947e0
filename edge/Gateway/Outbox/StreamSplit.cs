using System.Buffers.Binary;
using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// The stream into which a copied card takes what it can't send under its own name. Another copy of it may do the same, so all that
/// begin with the same record begin the same stream, and the next welcome tells how far one of them has come. Nobody splits such a
/// stream so again before it is welcomed: what is of this copy alone, and what can't be told, goes on in one that nobody else knows.
/// </summary>
internal static class StreamSplit
{
    /// <param name="moved">What it takes over, ascending.</param>
    /// <returns>Null if it is to be one that nobody else knows.</returns>
    public static StreamId? Of(OutboxTransaction transaction, StreamEntry from, IEnumerable<StoredRow> moved)
    {
        if (from.TrustedSeq == 0 || moved.Select(row => (StoredRow?)row).FirstOrDefault() is not { } first)
            return null;
        if (transaction.Book.Boots.FirstOrDefault(boot => boot.Place == first.Boot) is not { } boot)
            return null;
        var name = new byte[40];
        BinaryPrimitives.WriteUInt64LittleEndian(name, from.Stream.Value);
        BinaryPrimitives.WriteInt64LittleEndian(name.AsSpan(8), first.Position.Seq);
        BinaryPrimitives.WriteInt64LittleEndian(name.AsSpan(16), first.BoottimeMicroseconds);
        boot.BootId.TryWriteBytes(name.AsSpan(24));
        var split = StreamId.Derive(name);
        return transaction.Book.FindStream(split) is null ? split : null;
    }
}
