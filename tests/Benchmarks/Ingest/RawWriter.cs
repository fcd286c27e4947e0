using System.Diagnostics;
using System.Net;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;

namespace Checkpoint.Benchmarks.Ingest;

/// <summary>
/// The same lines straight into InfluxDB, made beforehand by the cloud's own line-protocol writer: what the database
/// could take if nothing else ran.
/// </summary>
internal sealed class RawWriter(HttpClient http, Uri writeUri, Place place) : IDisposable
{
    private const int LinesPerRequest = 5_000;

    /// <summary>One request keeps one core of the database busy at most; two are what two cores can use.</summary>
    private const int Connections = 2;

    private readonly List<byte[]> _bodies = [];

    private readonly LineBuffer _buffer = new();

    private readonly LineProtocol _lines = new();

    private int _linesInBuffer;

    public long Lines { get; private set; }

    public void Add(LoadGate gate, Contract.Records.Screening[] records)
    {
        _lines.Write(new PlacedBatch(gate.Id, gate.Stream, place, records), _buffer);
        Lines += records.Length;
        if ((_linesInBuffer += records.Length) >= LinesPerRequest)
            CloseBody();
    }

    /// <returns>Seconds that it took.</returns>
    public async Task<double> WriteAllAsync(CancellationToken cancellation)
    {
        if (_linesInBuffer > 0)
            CloseBody();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            _bodies,
            new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellation },
            async (body, token) => await WriteAsync(body, token));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose() => _buffer.Dispose();

    private void CloseBody()
    {
        _bodies.Add(_buffer.Written.ToArray());
        _buffer.Clear();
        _linesInBuffer = 0;
    }

    private async Task WriteAsync(byte[] body, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(body);
        using var response = await http.PostAsync(writeUri, content, cancellation);
        if (response.StatusCode != HttpStatusCode.NoContent)
            throw new InvalidOperationException($"InfluxDB: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
    }
}
