using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Uplink;

/// <summary>
/// What of earlier deliveries is told to the cloud next, so that it can see whether its database still has it. As much as a hello
/// holds at a time, in turn; which outlives the connection, or many short ones would always tell the same.
/// </summary>
internal sealed class HeldKeeper(IOutboxReader outbox)
{
    private OutboxPosition _after;
    private HeldPart _told = HeldPart.None;
    private ulong? _nonce;

    /// <summary>Something was told, and there is no answer yet.</summary>
    public bool IsWaiting => _nonce is not null;

    /// <summary>For the hello with this nonce.</summary>
    public IReadOnlyList<HeldSeqs> Tell(ulong nonce)
    {
        _told = outbox.Held(_after);
        if (_told.Seqs.Count == 0 && _after != OutboxPosition.Start)
            _told = outbox.Held(OutboxPosition.Start);
        _nonce = _told.Seqs.Count > 0 ? nonce : null;
        return _told.Seqs;
    }

    /// <returns>What is lost of that which was told; null for an answer to another hello than the last that told something.</returns>
    public List<LostSeqs>? Accept(Checked answer)
    {
        if (_nonce is null || answer.Nonce != _nonce)
            return null;
        _nonce = null;
        return [.. _told.Seqs.Select(told => new LostSeqs(told.Stream, [.. Lost(told, answer)])).Where(lost => lost.Seqs.Count > 0)];
    }

    /// <summary>The part that was told is dealt with.</summary>
    /// <returns>True if there is another.</returns>
    public bool Advance()
    {
        _after = _told.Next ?? OutboxPosition.Start;
        return _told.Next is not null;
    }

    private static IEnumerable<SeqRange> Lost(HeldSeqs told, Checked answer) =>
        from lost in answer.Lost
        where lost.Stream == told.Stream
        from range in lost.Seqs
        from held in told.Seqs
        where range.First <= held.Last && held.First <= range.Last
        select new SeqRange(Math.Max(range.First, held.First), Math.Min(range.Last, held.Last));
}
