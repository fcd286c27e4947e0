using System.Text.Json;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.Contract;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Checkpoint.CloudIngest.Web;

/// <summary>
/// Asks for the trend of the last days before anybody can: else who asks first after a start waits for .NET to compile what no library
/// has compiled ahead. Nothing of the answer is kept. A database that is away, or slow, does not keep the service from starting.
/// </summary>
internal sealed class WarmUp(TrendReader reader, TimeZoneInfo zone, IOptions<JsonOptions> json, TimeProvider clock) : IHostedService
{
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Asked = TimeSpan.FromDays(2);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var now = clock.GetUtcNow();
        try
        {
            var scope = new TrendScope(PlaceLevel.District, Within: null, Area.Everything);
            var period = TrendPeriod.Of(TrendStep.Day, now - Asked, now, zone);
            var answer = await TrendApi.AnswerAsync(reader, scope, period, zone, either.Token).WaitAsync(either.Token);
            await JsonSerializer.SerializeAsync(Stream.Null, answer, json.Value.SerializerOptions, either.Token);
        }
        catch (StoreException)
        {
            // The health of the store tells of it.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // So be it.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
