using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>The two endpoints of InfluxDB's HTTP API that are used, and its faults by name.</summary>
internal sealed class InfluxClient : IDisposable
{
    private const int RowsPerChunk = 10_000;

    private const int BufferBytes = 64 * 1024;

    private readonly HttpClient _http;

    private readonly InfluxOptions _options;

    private readonly Uri _writeUri;

    private readonly Uri _queryUri;

    public InfluxClient(InfluxOptions options)
    {
        _options = options;
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectTimeout = options.Timeout,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = Credentials(options);
        var database = $"db={Uri.EscapeDataString(options.Database)}";
        var retention = options.RetentionPolicy is { } policy ? $"&rp={Uri.EscapeDataString(policy)}" : "";
        _writeUri = new Uri(options.Url, $"write?{database}{retention}&precision=ns");
        _queryUri = new Uri(options.Url, $"query?{database}{retention}&epoch=ns&chunked=true&chunk_size={RowsPerChunk}");
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Null when the database said 204.</summary>
    public async Task<StoreFault?> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _writeUri) { Content = ContentOf(lines) };
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(_options.Timeout);
            using var response = await _http.SendAsync(request, deadline.Token);
            return response.StatusCode == HttpStatusCode.NoContent ? null : await FaultOfAsync(response, deadline.Token);
        }
        catch (Exception fault) when (FaultOf(fault, cancellation) is { } named)
        {
            return named;
        }
    }

    /// <summary>All series of all chunks of all statements, as they come.</summary>
    /// <exception cref="StoreException">The database did not answer, or with an error.</exception>
    public async IAsyncEnumerable<InfluxSeries> QueryAsync(
        string influxQl, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var response = await BeginQueryAsync(influxQl, deadline, cancellation);
        var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellation), new StreamPipeReaderOptions(bufferSize: BufferBytes));
        try
        {
            while (await ReadChunkAsync(reader, deadline, cancellation) is { } chunk)
            {
                using (chunk.Document)
                {
                    foreach (var series in SeriesOf(chunk.Document.RootElement))
                        yield return series;
                }

                reader.AdvanceTo(chunk.End);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private static AuthenticationHeaderValue? Credentials(InfluxOptions options)
    {
        if (options.Token is { } token)
            return new AuthenticationHeaderValue("Token", token);
        return options.UserName is null
            ? null
            : new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.UserName}:{options.Password}")));
    }

    private static IEnumerable<InfluxSeries> SeriesOf(JsonElement answer)
    {
        ThrowIfError(answer);
        if (!answer.TryGetProperty("results", out var results))
            throw new StoreException(new StoreFault(StoreFaultKind.Unreadable, "an answer without results"));
        foreach (var result in results.EnumerateArray())
        {
            ThrowIfError(result);
            if (!result.TryGetProperty("series", out var list))
                continue;
            foreach (var series in list.EnumerateArray())
                yield return new InfluxSeries(series, result.TryGetProperty("statement_id", out var statement) ? statement.GetInt32() : 0);
        }
    }

    private static void ThrowIfError(JsonElement element)
    {
        if (!element.TryGetProperty("error", out var error))
            return;
        var text = error.GetString() ?? "";
        var kind = text.Contains("database not found", StringComparison.Ordinal) ? StoreFaultKind.NoDatabase : StoreFaultKind.Refused;
        throw new StoreException(new StoreFault(kind, Shortened(text)));
    }

    private static async Task<StoreFault> FaultOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = Shortened(await response.Content.ReadAsStringAsync(cancellation));
        var kind = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => StoreFaultKind.Unauthorized,
            HttpStatusCode.NotFound => StoreFaultKind.NoDatabase,
            HttpStatusCode.BadRequest when body.Contains("partial write", StringComparison.Ordinal) => StoreFaultKind.PartialWrite,
            >= HttpStatusCode.InternalServerError => StoreFaultKind.ServerError,
            >= HttpStatusCode.BadRequest => StoreFaultKind.Refused,
            _ => StoreFaultKind.Unreadable,
        };
        return new StoreFault(kind, $"{(int)response.StatusCode} {body}");
    }

    private static StoreFault? FaultOf(Exception exception, CancellationToken callers) => exception switch
    {
        OperationCanceledException when callers.IsCancellationRequested => null,
        OperationCanceledException => new StoreFault(StoreFaultKind.TimedOut, "no answer in time"),
        HttpRequestException or IOException => new StoreFault(StoreFaultKind.Unreachable, Shortened(exception.Message)),
        JsonException => new StoreFault(StoreFaultKind.Unreadable, Shortened(exception.Message)),
        _ => null,
    };

    private static string Shortened(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= StoreFault.MaxDetailCharacters ? line : line[..StoreFault.MaxDetailCharacters];
    }

    private HttpContent ContentOf(ReadOnlyMemory<byte> lines)
    {
        if (!_options.Gzip)
            return new ReadOnlyMemoryContent(lines);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(lines.Span);
        var content = new ByteArrayContent(packed.GetBuffer(), 0, (int)packed.Length);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private async Task<HttpResponseMessage> BeginQueryAsync(
        string influxQl, CancellationTokenSource deadline, CancellationToken cancellation)
    {
        HttpResponseMessage? response = null;
        try
        {
            deadline.CancelAfter(_options.Timeout);
            using var request = new HttpRequestMessage(HttpMethod.Post, _queryUri)
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("q", influxQl)]),
            };
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (response.IsSuccessStatusCode)
                return response;
            throw new StoreException(await FaultOfAsync(response, deadline.Token));
        }
        catch (Exception fault)
        {
            response?.Dispose();
            if (FaultOf(fault, cancellation) is { } named)
                throw new StoreException(named, fault);
            throw;
        }
    }

    /// <summary>One line is one JSON document of at most <see cref="RowsPerChunk"/> rows; null at the end. It is read where it lies in the buffer.</summary>
    private async Task<(JsonDocument Document, SequencePosition End)?> ReadChunkAsync(
        PipeReader reader, CancellationTokenSource deadline, CancellationToken cancellation)
    {
        try
        {
            deadline.CancelAfter(_options.Timeout);
            while (true)
            {
                var read = await reader.ReadAsync(deadline.Token);
                if (read.Buffer.PositionOf((byte)'\n') is { } end)
                    return read.Buffer.FirstSpan[0] == '\n' ? null : (JsonDocument.Parse(read.Buffer.Slice(0, end)), read.Buffer.GetPosition(1, end));
                if (read.IsCompleted)
                    return read.Buffer.IsEmpty ? null : (JsonDocument.Parse(read.Buffer), read.Buffer.End);
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (Exception fault) when (FaultOf(fault, cancellation) is { } named)
        {
            throw new StoreException(named, fault);
        }
    }
}
