using Checkpoint.Contract;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Settles which stream an outbox goes on with when its file is opened, and lets a new file take over what one that was set aside
/// still has, and what this program knows of it better than the file.
/// </summary>
internal sealed class Succession(OutboxFile file, string board)
{
    private string _whyAside = "a start before this one had not got over it";

    /// <summary>How far streams are made: the rows that tell it may be those that are lost.</summary>
    private IReadOnlyList<(StreamId Stream, long MadeThrough)> _made = [];

    /// <summary>This boot's: whoever learned it does not tell it again.</summary>
    private BootOffset? _offset;

    /// <summary>To be told of each commit.</summary>
    public void Note(OutboxBook book) => _made = [.. book.Streams.Select(stream => (stream.Stream, stream.MadeThrough))];

    /// <summary>The file is set aside.</summary>
    /// <param name="offset">What it had learned of this boot's time.</param>
    public void Begin(Exception fault, BootOffset? offset) => (_whyAside, _offset) = (Plain(fault.Message), offset ?? _offset);

    /// <summary>To be done with each file before anything else, and once more if it could not be done for want of space.</summary>
    /// <param name="book">Of the file that is open now.</param>
    /// <exception cref="InvalidDataException">It is not the one that was begun when another was set aside.</exception>
    public void Settle(OutboxBook book, Func<OutboxTransaction> begin, Action<OutboxTransaction> commit)
    {
        if (file.Aside.IsWaiting)
            TakeOver(book, begin, commit);
        else
            Run(begin(), commit, null, null);
    }

    private void TakeOver(OutboxBook book, Func<OutboxTransaction> begin, Action<OutboxTransaction> commit)
    {
        using (var salvage = OpenAside())
        {
            if (HasTaken(book, salvage?.Book.Streams ?? []))
                Run(begin(), commit, null, null);
            else if (book.Newest is null)
                Run(begin(), commit, $"{Path.GetFileName(file.Aside.LastingPath)}: {_whyAside}", salvage);
            else
                throw new InvalidDataException("another outbox stands where one was set aside");
        }

        file.Aside.Finish();
    }

    private OutboxSalvage? OpenAside()
    {
        // Twice: a card that was reset meanwhile can be read again.
        var salvage = OutboxSalvage.TryOpen(file, file.Aside.Path);
        if (salvage is null)
        {
            file.Aside.MendLog();
            salvage = OutboxSalvage.TryOpen(file, file.Aside.Path);
        }

        foreach (var (stream, madeThrough) in _made)
            salvage?.Book.FindStream(stream)?.RaiseTo(madeThrough);
        return salvage;
    }

    /// <summary>A start before this one was ended after it had taken over, and before the file set aside had its last name.</summary>
    private static bool HasTaken(OutboxBook book, IReadOnlyList<StreamEntry> streams) =>
        book.Streams.Count > streams.Count && streams.All(stream => book.FindStream(stream.Stream) is not null);

    private void Run(OutboxTransaction transaction, Action<OutboxTransaction> commit, string? setAside, OutboxSalvage? salvage)
    {
        StreamKeeper.Open(transaction, board, setAside, salvage);
        if (_offset is { } known && transaction.WallTime is null)
            transaction.Learn(known);
        commit(transaction);
    }

    /// <summary>As an event's detail may be: short, on one line.</summary>
    private static string Plain(string text)
    {
        var plain = new string([.. text.Select(character => character is >= ' ' and <= '~' ? character : ' ')]);
        return plain.Length > 120 ? plain[..120] : plain;
    }
}
