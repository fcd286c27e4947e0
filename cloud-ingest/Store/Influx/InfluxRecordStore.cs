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

    /// <summary>A summary is filed at the beginning of what it counts, at most a day of 25 hours before it was made.</summary>
    private static readonly TimeSpan FiledBefore = TimeSpan.FromHours(26);

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

    public async Task<IReadOnlyList<RecordSource>> SourcesAsync(CancellationToken cancellation)
    {
        var sources = new List<RecordSource>();
        foreach (var gates in (await GatesAsync(cancellation)).Chunk(InfluxQl.MaxStatements))
        {
            var query = string.Join(";", gates.Select(gate => $"SHOW TAG VALUES WITH KEY = \"stream\" WHERE {InfluxQl.Is("gate", gate.Value)}"));
            await foreach (var series in _client.QueryAsync(query, cancellation))
                sources.AddRange(series.Rows.Select(row => new RecordSource(gates[series.Statement], StreamOf(row.Text("value")))));
        }

        return [.. sources.Distinct()];
    }

    public async Task<IReadOnlyList<StreamId>> StreamsAsync(GateId gate, CancellationToken cancellation) =>
    [
        .. (await TagValuesAsync("stream", $"WHERE {InfluxQl.Is("gate", gate.Value)}", cancellation)).Select(StreamOf),
    ];

    /// <remarks>
    /// Without a time a look at the whole stream: about a second for a gate's year. Nothing since that time says nothing about
    /// what was before.
    /// </remarks>
    public async Task<long> HighestSeqAsync(GateId gate, StreamId stream, long sinceMicroseconds, CancellationToken cancellation)
    {
        var highest = sinceMicroseconds > 0
            ? await ExtremeSeqAsync("max", $"{Of(gate, stream)}{FiledSince(sinceMicroseconds)}", cancellation)
            : 0;
        return highest > 0 ? highest : await ExtremeSeqAsync("max", Of(gate, stream), cancellation);
    }

    public async Task<GateRecord?> NewestAsync(GateId gate, StreamId stream, long throughSeq, CancellationToken cancellation)
    {
        var seq = await ExtremeSeqAsync("max", $"{Of(gate, stream)} AND \"seq\" <= {throughSeq}", cancellation);
        var queries = Measurements.All.Select(name => $"SELECT * FROM \"{name}\" WHERE {Of(gate, stream)} AND \"seq\" = {seq}");
        return seq == 0 ? null : (await InfluxRecords.ReadAsync(_client, string.Join(";", queries), cancellation)).FirstOrDefault()?.Record;
    }

    /// <remarks>
    /// Number and sum of the seqs tell that all are there. A time that is wrong, or a late summary of an hour long before it, costs
    /// a look at all of the stream's seqs, and no more.
    /// </remarks>
    public async Task<IReadOnlyList<SeqRange>> MissingAsync(GateId gate, HeldSeqs seqs, int most, CancellationToken cancellation)
    {
        if (await HasAllAsync(gate, seqs, cancellation))
            return [];
        var marks = new SeqMarks(seqs.Seqs);
        var query = $"SELECT \"seq\" FROM {AllMeasurements} WHERE {Of(gate, seqs.Stream)}"
            + $" AND \"seq\" >= {seqs.Seqs[0].First} AND \"seq\" <= {seqs.Seqs[^1].Last}";
        await foreach (var series in _client.QueryAsync(query, cancellation))
        {
            foreach (var row in series.Rows)
                marks.Mark(row.Integer("seq") ?? 0);
        }

        return marks.Missing(most);
    }

    public async Task<TimeSpan?> RetentionAsync(CancellationToken cancellation)
    {
        await foreach (var series in _client.QueryAsync($"SHOW RETENTION POLICIES ON {InfluxQl.Name(options.Database)}", cancellation))
        {
            foreach (var row in series.Rows)
            {
                if (options.RetentionPolicy is { } named ? row.Text("name") == named : row.Flag("default") == true)
                    return InfluxQl.Duration(row.Text("duration"));
            }
        }

        return null;
    }

    public async IAsyncEnumerable<StoredRecord> ReadAsync(
        GateId gate, StreamId stream, long fromSeq, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = await LeastSeqAsync(gate, stream, fromSeq, cancellation); next > 0;)
        {
            var filter = $"{Of(gate, stream)} AND \"seq\" >= {next} AND \"seq\" < {next + PageSeqs}";
            var queries = Measurements.All.Select(name => $"SELECT * FROM \"{name}\" WHERE {filter}");
            foreach (var record in (await InfluxRecords.ReadAsync(_client, string.Join(";", queries), cancellation)).OrderBy(record => record.Record.Seq))
                yield return record;
            next = await LeastSeqAsync(gate, stream, next + PageSeqs, cancellation);
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
        return [.. (await InfluxRecords.ReadAsync(_client, query, cancellation)).Select(stored => (GateEvent)stored.Record)];
    }

    public Task<IReadOnlyList<StoredRecord>> ScreeningsAsync(ScreeningQuery query, CancellationToken cancellation) =>
        InfluxScreenings.ReadAsync(_client, query, cancellation);

    public async Task<IReadOnlyList<SummarySum>> SumSummariesAsync(SummaryQuery query, CancellationToken cancellation)
    {
        var sums = new List<SummarySum>();
        var tag = WireName.Of(query.Level);
        await foreach (var series in _client.QueryAsync(InfluxQl.SumSummaries(query), cancellation))
            sums.AddRange(series.Rows.Select(row => ReadSum(series.Tag(tag), row)));
        return sums;
    }

    public Task<IReadOnlyList<StreamSum>> SumStreamsAsync(SummarySpan span, IReadOnlyList<SummaryPart> parts, CancellationToken cancellation) =>
        new SummaryQueries(_client).SumStreamsAsync(span, parts, cancellation);

    private static string Of(GateId gate, StreamId stream) =>
        $"{InfluxQl.Is("gate", gate.Value)} AND {InfluxQl.Is("stream", stream.ToString())}";

    private static StreamId StreamOf(string? text) => StreamId.TryParse(text, out var stream)
        ? stream
        : throw new StoreException(new StoreFault(StoreFaultKind.Unreadable, $"stream '{text}'"));

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

    private static string FiledSince(long microseconds) =>
        microseconds > 0 ? $" AND time >= {(microseconds - (long)FiledBefore.TotalMicroseconds) * 1000}" : "";

    private async Task<bool> HasAllAsync(GateId gate, HeldSeqs seqs, CancellationToken cancellation)
    {
        var (count, sum) = (0L, 0L);
        var within = string.Join(" OR ", seqs.Seqs.Select(range => $"(\"seq\" >= {range.First} AND \"seq\" <= {range.Last})"));
        var query = $"SELECT count(\"seq\") AS \"count\", sum(\"seq\") AS \"sum\" FROM {AllMeasurements}"
            + $" WHERE {Of(gate, seqs.Stream)} AND ({within}){FiledSince(seqs.SinceMicroseconds)}";
        await foreach (var series in _client.QueryAsync(query, cancellation))
        {
            foreach (var row in series.Rows)
                (count, sum) = (count + (row.Integer("count") ?? 0), unchecked(sum + (row.Integer("sum") ?? 0)));
        }

        return count == SeqRanges.Count(seqs.Seqs) && sum == SeqRanges.Sum(seqs.Seqs);
    }

    private Task<long> LeastSeqAsync(GateId gate, StreamId stream, long fromSeq, CancellationToken cancellation) =>
        ExtremeSeqAsync("min", $"{Of(gate, stream)} AND \"seq\" >= {fromSeq}", cancellation);

    /// <summary>The least or greatest seq; 0 when there is none.</summary>
    private async Task<long> ExtremeSeqAsync(string function, string where, CancellationToken cancellation)
    {
        var seqs = new List<long>();
        var query = $"SELECT {function}(\"seq\") AS \"seq\" FROM {AllMeasurements} WHERE {where}";
        await foreach (var series in _client.QueryAsync(query, cancellation))
            seqs.AddRange(series.Rows.Select(row => row.Integer("seq") ?? 0));
        return seqs.Count == 0 ? 0 : function == "max" ? seqs.Max() : seqs.Min();
    }

    private async Task<SortedSet<string>> TagValuesAsync(string tag, string where, CancellationToken cancellation)
    {
        var values = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var series in _client.QueryAsync($"SHOW TAG VALUES WITH KEY = \"{tag}\" {where}", cancellation))
            values.UnionWith(series.Rows.Select(row => row.Text("value")!));
        return values;
    }
}
