using System.Collections.Concurrent;
using System.Net;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.DeviceSim.Faults;

/// <summary>
/// Stands before a database's HTTP interface on a loopback port of its own, passes everything on, and misreports some of
/// the writes (POST /write). Queries are never touched, so that an audit through it sees what is there.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private const int PortAttempts = 5;

    private readonly Uri _upstream;
    private readonly FaultProxyOptions _options;
    private readonly Random _random;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<DatabaseFault, int> _counts = [];
    private readonly HttpListener _listener;
    private readonly Task _serving;

    private FaultProxy(Uri upstream, FaultProxyOptions options, HttpListener listener, int port)
    {
        (_upstream, _options, _listener, Port) = (upstream, options, listener, port);
        _random = new Random(options.Seed);
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>How many writes ended so.</summary>
    public int CountOf(DatabaseFault fault) => _counts.GetValueOrDefault(fault);

    /// <exception cref="HttpListenerException">No port could be had.</exception>
    public static FaultProxy Start(Uri upstream, FaultProxyOptions options)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = LoopbackPort.Pick();
            var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" }, IgnoreWriteExceptions = true };
            try
            {
                listener.Start();
                return new FaultProxy(upstream, options, listener, port);
            }
            catch (HttpListenerException) when (attempt < PortAttempts)
            {
                // Another process took the port in between.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Close();
        await _serving.ConfigureAwait(false);
        _client.Dispose();
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                open.Add(AnswerAsync(await _listener.GetContextAsync().ConfigureAwait(false)));
                open.RemoveAll(answer => answer.IsCompleted);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(open).ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var fault = context.Request.Url?.AbsolutePath == "/write" ? Draw() : DatabaseFault.None;
        _counts.AddOrUpdate(fault, 1, (_, count) => count + 1);
        try
        {
            if (context.Request.Url?.AbsolutePath == "/write")
                await Task.Delay(_options.Delay, _stopping.Token).ConfigureAwait(false);
            if (fault == DatabaseFault.Refused)
                context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            else
                await PassAsync(context, fault).ConfigureAwait(false);
            context.Response.Close();
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or HttpListenerException
            or ObjectDisposedException or IOException)
        {
            // The database is down, or the writer has gone: to the writer it is a broken connection.
            context.Response.Abort();
        }
    }

    private async Task PassAsync(HttpListenerContext context, DatabaseFault fault)
    {
        using var answer = await SendOnAsync(context.Request).ConfigureAwait(false);
        var body = await answer.Content.ReadAsByteArrayAsync(_stopping.Token).ConfigureAwait(false);
        if (fault == DatabaseFault.AppliedThenSilence)
            await Task.Delay(Timeout.Infinite, _stopping.Token).ConfigureAwait(false);
        context.Response.StatusCode = fault == DatabaseFault.AppliedThenError
            ? (int)HttpStatusCode.InternalServerError
            : (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (body.Length > 0)
            await context.Response.OutputStream.WriteAsync(body, _stopping.Token).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendOnAsync(HttpListenerRequest request)
    {
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body, _stopping.Token).ConfigureAwait(false);
        using var copy = new HttpRequestMessage(new HttpMethod(request.HttpMethod), new Uri(_upstream, request.RawUrl));
        copy.Content = new ByteArrayContent(body.ToArray());
        foreach (var name in request.Headers.AllKeys.OfType<string>())
        {
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase)
                && !copy.Headers.TryAddWithoutValidation(name, request.Headers[name]))
            {
                copy.Content.Headers.TryAddWithoutValidation(name, request.Headers[name]);
            }
        }

        return await _client.SendAsync(copy, _stopping.Token).ConfigureAwait(false);
    }

    private DatabaseFault Draw()
    {
        double at;
        lock (_random)
            at = _random.NextDouble();
        if (at < _options.AppliedThenErrorShare)
            return DatabaseFault.AppliedThenError;
        if (at < _options.AppliedThenErrorShare + _options.AppliedThenSilenceShare)
            return DatabaseFault.AppliedThenSilence;
        return at < _options.AppliedThenErrorShare + _options.AppliedThenSilenceShare + _options.RefusedShare
            ? DatabaseFault.Refused
            : DatabaseFault.None;
    }
}
