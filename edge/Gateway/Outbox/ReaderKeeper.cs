using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The reader's connection to whatever file is the outbox now, for any thread, one at a time.</summary>
/// <param name="report">Told of damage, and in the file of which generation.</param>
internal sealed class ReaderKeeper(OutboxFile file, Action<int, Exception> report) : IDisposable
{
    private readonly Lock _gate = new();
    private PendingReader? _reader;
    private int _generation;

    /// <summary>
    /// Nothing when the file fails under the reader. Damage is reported, and so is a sector that can't be read at the second attempt
    /// either; the rest may pass.
    /// </summary>
    /// <param name="generation">Of the file that is to be read.</param>
    public T? Read<T>(int generation, Func<PendingReader, T> read)
    {
        lock (_gate)
        {
            try
            {
                try
                {
                    return read(Reader(generation));
                }
                catch (Exception fault) when (OutboxFile.IsUnreadable(fault))
                {
                    return read(Reader(generation));
                }
            }
            catch (Exception fault) when (OutboxFile.IsDamage(fault) || OutboxFile.IsUnreadable(fault))
            {
                report(_generation, fault);
                return default;
            }
            catch (SqliteException)
            {
                return default;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _reader?.Dispose();
    }

    private PendingReader Reader(int generation)
    {
        if (_reader is null || _generation != generation)
        {
            _reader?.Dispose();
            _reader = null;
            _generation = generation;
            _reader = new PendingReader(file.OpenForReading());
        }

        return _reader;
    }
}
