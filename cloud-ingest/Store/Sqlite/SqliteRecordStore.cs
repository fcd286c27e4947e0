using System.Runtime.CompilerServices;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Store.Sqlite;

/// <summary>
/// Records in one SQLite file, durable at each write (WAL, synchronous=FULL). One writer; readers see the last commit.
/// A seq that is stored already stays as it was first stored.
/// </summary>
public sealed class SqliteRecordStore : IRecordStore
{
    private const int PageRecords = 2_000;

    private readonly SemaphoreSlim _writing = new(1, 1);

    private readonly SqliteConnection _connection;

    private readonly SqliteWriter _writer;

    private readonly SqliteReader _reader;

    private readonly SummaryReader _summaries;

    private SqliteRecordStore(SqliteConnection connection, string readers)
    {
        _connection = connection;
        _writer = new SqliteWriter(connection);
        _reader = new SqliteReader(readers);
        _summaries = new SummaryReader(_reader);
    }

    /// <summary>Opens the file, made with its tables if it does not exist.</summary>
    /// <exception cref="StoreException">The file can't be opened, or a later version made it.</exception>
    public static SqliteRecordStore Open(string path)
    {
        var writer = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(writer.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Prepare(connection);
            writer.Mode = SqliteOpenMode.ReadOnly;
            writer.Pooling = true;
            return new SqliteRecordStore(connection, writer.ToString());
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw new StoreException(SqliteFaults.Of(exception), exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        _reader.Dispose();
        _writer.Dispose();
        await _connection.DisposeAsync();
        _writing.Dispose();
    }

    public async Task<StoreFault?> WriteAsync(IReadOnlyList<PlacedBatch> batches, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await Task.Run(() => _writer.Write(batches), CancellationToken.None);
            return null;
        }
        catch (SqliteException exception)
        {
            return SqliteFaults.Of(exception);
        }
        catch (StoreException exception)
        {
            return exception.Fault;
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task<StoreFault?> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            if (OpenFile.IsGone(_connection))
                return OpenFile.Gone;
            await Task.Run(() => _reader.Scalar("SELECT count(*) FROM (SELECT 1 FROM record LIMIT 1)"), cancellation);
            return null;
        }
        catch (StoreException exception)
        {
            return exception.Fault;
        }
    }

    public Task<IReadOnlyList<GateId>> GatesAsync(CancellationToken cancellation) => Task.Run<IReadOnlyList<GateId>>(
        () => _reader.List("SELECT DISTINCT gate FROM source ORDER BY gate", row => GateId.Parse(row.GetString(0))), cancellation);

    public Task<IReadOnlyList<RecordSource>> SourcesAsync(CancellationToken cancellation) => Task.Run<IReadOnlyList<RecordSource>>(
        () => _reader.List("SELECT gate, stream FROM source", row => SummaryReader.ReadSource(row, 0)), cancellation);

    public Task<IReadOnlyList<StreamId>> StreamsAsync(GateId gate, CancellationToken cancellation) => Task.Run<IReadOnlyList<StreamId>>(
        () => _reader.List(
            "SELECT stream FROM source WHERE gate = $0 ORDER BY stream", row => SqliteReader.StreamOf(row.GetString(0)), gate.Value),
        cancellation);

    public Task<long> HighestSeqAsync(GateId gate, StreamId stream, long sinceMicroseconds, CancellationToken cancellation) => Task.Run(
        () => _reader.Scalar(
            $"SELECT coalesce(max(seq), 0) FROM record WHERE source = {SqliteReader.Source}", gate.Value, stream.ToString()),
        cancellation);

    public Task<GateRecord?> NewestAsync(GateId gate, StreamId stream, long throughSeq, CancellationToken cancellation) => Task.Run(
        () => _reader.Records(
            $"WHERE source = {SqliteReader.Source} AND seq <= $2 ORDER BY seq DESC LIMIT 1", gate.Value, stream.ToString(), throughSeq)
            .FirstOrDefault()?.Record,
        cancellation);

    public Task<IReadOnlyList<SeqRange>> MissingAsync(GateId gate, HeldSeqs seqs, int most, CancellationToken cancellation) =>
        Task.Run<IReadOnlyList<SeqRange>>(() => _reader.Missing(gate, seqs, most), cancellation);

    public Task<TimeSpan?> RetentionAsync(CancellationToken cancellation) => Task.FromResult<TimeSpan?>(null);

    public async IAsyncEnumerable<StoredRecord> ReadAsync(
        GateId gate, StreamId stream, long fromSeq, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (List<StoredRecord>? page = null; page is null || page.Count == PageRecords; fromSeq = page.Count > 0 ? page[^1].Record.Seq + 1 : fromSeq)
        {
            page = await Task.Run(
                () => _reader.Records(
                    $"WHERE source = {SqliteReader.Source} AND seq >= $2 ORDER BY seq LIMIT {PageRecords}",
                    gate.Value,
                    stream.ToString(),
                    fromSeq),
                cancellation);
            foreach (var record in page)
                yield return record;
        }
    }

    public Task<SeqTally> TallyAsync(GateId gate, StreamId stream, CancellationToken cancellation) => Task.Run(
        () =>
        {
            var tally = new SeqTally();
            _reader.Each(
                $"SELECT seq FROM record WHERE source = {SqliteReader.Source}",
                row => tally.Add(row.GetInt64(0)),
                gate.Value,
                stream.ToString());
            return tally;
        },
        cancellation);

    public Task<IReadOnlyList<GateEvent>> EventsAsync(
        GateId gate, StreamId stream, IReadOnlyList<GateEventType> types, CancellationToken cancellation) => Task.Run<IReadOnlyList<GateEvent>>(
        () =>
        [
            .. _reader.Records(
                    $"WHERE source = {SqliteReader.Source} AND measurement = 'gate_event'"
                        + $" AND body ->> 'type' IN ({string.Join(", ", types.Select(type => $"'{WireName.Of(type)}'"))}) ORDER BY time_ns",
                    gate.Value,
                    stream.ToString())
                .Select(stored => (GateEvent)stored.Record),
        ],
        cancellation);

    public Task<IReadOnlyList<StoredRecord>> ScreeningsAsync(ScreeningQuery query, CancellationToken cancellation) =>
        Task.Run<IReadOnlyList<StoredRecord>>(() => _reader.Screenings(query, cancellation), cancellation);

    public Task<IReadOnlyList<SummarySum>> SumSummariesAsync(SummaryQuery query, CancellationToken cancellation) =>
        Task.Run<IReadOnlyList<SummarySum>>(() => _summaries.Sum(query), cancellation);

    public Task<IReadOnlyList<StreamSum>> SumStreamsAsync(SummarySpan span, IReadOnlyList<SummaryPart> parts, CancellationToken cancellation) =>
        Task.Run(() => _summaries.SumStreams(span, parts), cancellation);
}
