using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>
/// Sends to one webhook. Whoever answers there is not trusted: each try makes a connection of its own to an address that was
/// looked at, redirects are not followed, no proxy is asked, of the answer the status and at most 16 KiB of headers are
/// read, and all of it must come within the time given.
/// </summary>
internal sealed class WebhookClient(Webhook webhook, TimeProvider clock) : IDisposable
{
    private const int MostHeaderKilobytes = 16;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = webhook.Timeout,
        ConnectCallback = new GuardedConnection(webhook).ConnectAsync,
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseHeadersLength = MostHeaderKilobytes,
        MaxResponseDrainSize = 0,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => _http.Dispose();

    public async Task<WebhookTry> SendAsync(WebhookDelivery delivery, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(webhook.Timeout, clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            using var request = RequestOf(delivery);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            var status = (int)response.StatusCode;
            return new WebhookTry(
                response.IsSuccessStatusCode ? WebhookOutcome.Delivered : WebhookOutcome.Status, string.Create(CultureInfo.InvariantCulture, $"status {status}"));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WebhookTry(WebhookOutcome.Timeout, string.Create(CultureInfo.InvariantCulture, $"no answer within {webhook.Timeout.TotalSeconds:0.###} s"));
        }
        catch (HttpRequestException exception)
        {
            return exception.InnerException is AddressRefusedException refused
                ? new WebhookTry(WebhookOutcome.Refused, refused.Message)
                : new WebhookTry(WebhookOutcome.Unreachable, WireName.Of(exception.HttpRequestError));
        }
    }

    private HttpRequestMessage RequestOf(WebhookDelivery delivery)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Body);
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CheckpointEdge", "1"));
        request.Headers.Add("Checkpoint-Event", WireName.Of(delivery.Event));
        request.Headers.Add("Checkpoint-Delivery", delivery.Id.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(webhook.Secret.AsSpan(), body, clock.GetUtcNow()));
        return request;
    }
}
