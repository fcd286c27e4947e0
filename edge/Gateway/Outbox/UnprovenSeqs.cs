using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// What of a stream earlier boots made and timed, and no welcome has confirmed; looked for once in a stream, since what is made
/// meanwhile is of this boot. Not for more than one thread.
/// </summary>
internal sealed class UnprovenSeqs
{
    private (StreamId Stream, long Highest)? _found;

    /// <param name="find">The highest of these seqs that an earlier boot made and timed; 0 for none, null if it can't be read now.</param>
    /// <returns>The highest seq; 0 for none.</returns>
    /// <exception cref="OutboxUnavailableException">It can't be read now: that there is none would be the wrong answer.</exception>
    public long Of(StreamView stream, Func<StreamSeqs, long?> find)
    {
        if (stream.SentThrough >= stream.MadeThrough)
            return 0;
        if (_found is not { } found || found.Stream != stream.Stream)
        {
            var highest = find(new StreamSeqs(stream.Place, new SeqRange(stream.SentThrough + 1, stream.MadeThrough)))
                ?? throw new OutboxUnavailableException("what earlier boots made can't be read", new IOException());
            _found = found = (stream.Stream, highest);
        }

        return found.Highest;
    }
}

/// <summary>Some seqs of a stream, named by its place.</summary>
internal readonly record struct StreamSeqs(int StreamPlace, SeqRange Seqs);
