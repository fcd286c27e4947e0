using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>
/// Records in InfluxDB. A point is its series and its time, both of which follow from the record and the registry alone,
/// so that a record written again overwrites itself. Read by seq, a field, each page scans its stream: meant for audits.
/// </summary>
public sealed class InfluxRecordStore(InfluxOptions options) : IRecordStore
{
    /// <summary>Records held in memory while reading by seq.</summary>
    private const int PageSeqs = 20_000;

    private static readonly string AllMeasurements = string.Join(",", Measurements.All.Select(name => $"\"{name}\""));

    private readonly InfluxClient _client = new(options);

    private readonly ConcurrentBag<(LineProtocol Lines, LineBuffer Buffer)> _idleWriters = [];

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        while (_idleWriters.TryTake(out var writer))
            writer.Buffer.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes the database if it does not exist; needs an administrator.</summary>
    public async Task CreateDatabaseAsync(CancellationToken cancellation)
    {
        await foreach (var _ in _client.QueryAsync($"CREATE DATABASE {InfluxQl.Name(options.Database)}", cancellation))
            continue;
    }

    public async Task<StoreFault?> WriteAsync(IReadOnlyList<PlacedBatch> batches, CancellationToken cancellation)
    {
        if (!_idleWriters.TryTake(out var writer))
            writer = (new LineProtocol(), new LineBuffer());
        try
        {
            writer.Buffer.Clear();
            for (var i = 0; i < batches.Count; i++)
                writer.Lines.Write(batches[i], writer.Buffer);
            return writer.Buffer.Written.IsEmpty ? null : await _client.WriteAsync(writer.Buffer.Written, cancellation);
        }
        finally
        {
            _idleWriters.Add(writer);
        }
    }

    public async Task<StoreFault?> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var _ in _client.QueryAsync($"SELECT \"seq\" FROM \"{Measurements.Health}\" LIMIT 1", cancellation))
                continue;
            return null;
        }
        catch (StoreException exception)
        {
            return exception.Fault;
        }
    }

    public async Task<IReadOnlyList<GateId>> GatesAsync(CancellationToken cancellation) =>
        [.. (await TagValuesAsync("gate", "", cancellation)).Select(GateId.Parse)];

    public async Task<IReadOnlyList<StreamId>> StreamsAsync(GateId gate, CancellationToken cancellation) =>
    [
        .. (await TagValuesAsync("stream", $"WHERE {InfluxQl.Is("gate", gate.Value)}", cancellation))
            .Select(text => StreamId.TryParse(text, out var stream)
                ? stream
                : throw new StoreException(new StoreFault(StoreFaultKind.Unreadable, $"stream '{text}'"))),
    ];

    public Task<long> HighestSeqAsync(GateId gate, StreamId stream, CancellationToken cancellation) =>
        ExtremeSeqAsync("max", gate, stream, 1, cancellation);

    public async IAsyncEnumerable<StoredRecord> ReadAsync(
        GateId gate, StreamId stream, long fromSeq, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = await ExtremeSeqAsync("min", gate, stream, fromSeq, cancellation); next > 0;)
        {
            var filter = $"{Of(gate, stream)} AND \"seq\" >= {next} AND \"seq\" < {next + PageSeqs}";
            var queries = Measurements.All.Select(name => $"SELECT * FROM \"{name}\" WHERE {filter}");
            foreach (var record in (await RecordsAsync(string.Join(";", queries), cancellation)).OrderBy(record => record.Record.Seq))
                yield return record;
            next = await ExtremeSeqAsync("min", gate, stream, next + PageSeqs, cancellation);
        }
    }

    public async Task<SeqTally> TallyAsync(GateId gate, StreamId stream, CancellationToken cancellation)
    {
        var tally = new SeqTally();
        var query = $"SELECT \"seq\" FROM {AllMeasurements} WHERE {Of(gate, stream)}";
        await foreach (var series in _client.QueryAsync(query, cancellation))
        {
            foreach (var row in series.Rows)
                tally.Add(row.Integer("seq") ?? 0);
        }

        return tally;
    }

    public async Task<IReadOnlyList<GateEvent>> EventsAsync(
        GateId gate, StreamId stream, IReadOnlyList<GateEventType> types, CancellationToken cancellation)
    {
        var ofTypes = string.Join(" OR ", types.Select(type => InfluxQl.Is("type", WireName.Of(type))));
        var query = $"SELECT * FROM \"{Measurements.Event}\" WHERE {Of(gate, stream)} AND ({ofTypes})";
        return [.. (await RecordsAsync(query, cancellation)).Select(stored => (GateEvent)stored.Record)];
    }

    public async Task<IReadOnlyList<StoredRecord>> ScreeningsAsync(ScreeningQuery query, CancellationToken cancellation) =>
        await RecordsAsync(
            $"SELECT * FROM \"{Measurements.Screening}\" WHERE {InfluxQl.Is("gate", query.Gate.Value)}"
                + $" AND time >= {query.FromNs} AND time < {query.ToNs} ORDER BY time ASC LIMIT {query.Limit}",
            cancellation);

    public async Task<IReadOnlyList<SummarySum>> SumSummariesAsync(SummaryQuery query, CancellationToken cancellation)
    {
        var sums = new List<SummarySum>();
        var tag = WireName.Of(query.Level);
        await foreach (var series in _client.QueryAsync(InfluxQl.SumSummaries(query), cancellation))
            sums.AddRange(series.Rows.Select(row => ReadSum(series.Tag(tag), row)));
        return sums;
    }

    private static string Of(GateId gate, StreamId stream) =>
        $"{InfluxQl.Is("gate", gate.Value)} AND {InfluxQl.Is("stream", stream.ToString())}";

    private static SummarySum ReadSum(string code, InfluxRow row) => new()
    {
        StartSeconds = row.Integer("start_s") ?? 0,
        Code = code,
        Normal = row.Integer("normal") ?? 0,
        Fever = row.Integer("fever") ?? 0,
        Retry = row.Integer("retry") ?? 0,
        Manual = row.Integer("manual") ?? 0,
        ManualFever = row.Integer("manual_fever") ?? 0,
        ManualNormal = row.Integer("manual_normal") ?? 0,
        Inward = row.Integer("inward") ?? 0,
        Outward = row.Integer("outward") ?? 0,
        InServiceSeconds = row.Integer("in_service_s") ?? 0,
        AmbientCount = row.Integer("ambient_n") ?? 0,
        AmbientSumCentiC = row.Hundredths("ambient_sum_c") ?? 0,
        AmbientMinCentiC = (int?)row.Hundredths("ambient_min_c"),
        AmbientMaxCentiC = (int?)row.Hundredths("ambient_max_c"),
    };

    /// <summary>The least or greatest seq at or above one; 0 when there is none.</summary>
    private async Task<long> ExtremeSeqAsync(
        string function, GateId gate, StreamId stream, long fromSeq, CancellationToken cancellation)
    {
        var seqs = new List<long>();
        var query = $"SELECT {function}(\"seq\") AS \"seq\" FROM {AllMeasurements} WHERE {Of(gate, stream)} AND \"seq\" >= {fromSeq}";
        await foreach (var series in _client.QueryAsync(query, cancellation))
            seqs.AddRange(series.Rows.Select(row => row.Integer("seq") ?? 0));
        return seqs.Count == 0 ? 0 : function == "max" ? seqs.Max() : seqs.Min();
    }

    private async Task<List<StoredRecord>> RecordsAsync(string query, CancellationToken cancellation)
    {
        var records = new List<StoredRecord>();
        await foreach (var series in _client.QueryAsync(query, cancellation))
            records.AddRange(series.Rows.Select(row => InfluxRecords.Read(series.Name, row)));
        return records;
    }

    private async Task<SortedSet<string>> TagValuesAsync(string tag, string where, CancellationToken cancellation)
    {
        var values = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var series in _client.QueryAsync($"SHOW TAG VALUES WITH KEY = \"{tag}\" {where}", cancellation))
            values.UnionWith(series.Rows.Select(row => row.Text("value")!));
        return values;
    }
}
