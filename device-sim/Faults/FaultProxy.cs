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

    private readonly Uri upstream;
    private readonly FaultProxyOptions options;
    private readonly Random random;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<DatabaseFault, int> counts = [];
    private readonly HttpListener listener;
    private readonly Task serving;

    private FaultProxy(Uri upstream, FaultProxyOptions options, HttpListener listener, int port)
    {
        (this.upstream, this.options, this.listener, Port) = (upstream, options, listener, port);
        random = new Random(options.Seed);
        serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>How many writes ended so.</summary>
    public int CountOf(DatabaseFault fault) => counts.GetValueOrDefault(fault);

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
        await stopping.CancelAsync().ConfigureAwait(false);
        listener.Close();
        await serving.ConfigureAwait(false);
        client.Dispose();
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                open.Add(AnswerAsync(await listener.GetContextAsync().ConfigureAwait(false)));
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
        counts.AddOrUpdate(fault, 1, (_, count) => count + 1);
        try
        {
            if (context.Request.Url?.AbsolutePath == "/write")
                await Task.Delay(options.Delay, stopping.Token).ConfigureAwait(false);
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
        var body = await answer.Content.ReadAsByteArrayAsync(stopping.Token).ConfigureAwait(false);
        if (fault == DatabaseFault.AppliedThenSilence)
            await Task.Delay(Timeout.Infinite, stopping.Token).ConfigureAwait(false);
        context.Response.StatusCode = fault == DatabaseFault.AppliedThenError
            ? (int)HttpStatusCode.InternalServerError
            : (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (body.Length > 0)
            await context.Response.OutputStream.WriteAsync(body, stopping.Token).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendOnAsync(HttpListenerRequest request)
    {
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body, stopping.Token).ConfigureAwait(false);
        using var copy = new HttpRequestMessage(new HttpMethod(request.HttpMethod), new Uri(upstream, request.RawUrl));
        copy.Content = new ByteArrayContent(body.ToArray());
        foreach (var name in request.Headers.AllKeys.OfType<string>())
        {
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase)
                && !copy.Headers.TryAddWithoutValidation(name, request.Headers[name]))
            {
                copy.Content.Headers.TryAddWithoutValidation(name, request.Headers[name]);
            }
        }

        return await client.SendAsync(copy, stopping.Token).ConfigureAwait(false);
    }

    private DatabaseFault Draw()
    {
        double at;
        lock (random)
            at = random.NextDouble();
        if (at < options.AppliedThenErrorShare)
            return DatabaseFault.AppliedThenError;
        if (at < options.AppliedThenErrorShare + options.AppliedThenSilenceShare)
            return DatabaseFault.AppliedThenSilence;
        return at < options.AppliedThenErrorShare + options.AppliedThenSilenceShare + options.RefusedShare
            ? DatabaseFault.Refused
            : DatabaseFault.None;
    }
}
