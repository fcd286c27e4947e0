using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.DeviceSim.History;
using Checkpoint.Gateway.Time;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.DeviceSim.Scenarios.Demo;

/// <summary>
/// The demo's history, while it is filled in and after: the cloud ingests only until all is stored, so that its first reports and
/// its first sight of the gates are those of a service that has been there all the time.
/// </summary>
internal sealed class DemoHistory : IAsyncDisposable
{
    private static readonly TimeSpan ReportsTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly DemoPlan _plan;
    private readonly Site _site;
    private readonly Action<string> _say;
    private readonly LibMosquittoConnector _connector = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HistoryRun _run;
    private Task _returning = Task.CompletedTask;

    public DemoHistory(DemoPlan plan, Site site, int seed, Action<string> say)
    {
        (_plan, _site, _say) = (plan, site, say);
        var uplinks = new LightUplinks(
            "127.0.0.1", site.Broker.Port, new UplinkOptions(), _connector, new LinuxBoardClock(), TimeProvider.System, NullLogger.Instance);
        _run = new HistoryRun(plan.Pasts, plan.From, seed, uplinks, PasswordOf, TimeProvider.System, say);
    }

    public IReadOnlyDictionary<(GateId Gate, StreamId Stream), long> Made => _run.Made;

    /// <summary>Then the cloud does everything.</summary>
    /// <exception cref="TimeoutException">It does not take the records.</exception>
    public async Task FillAsync(CancellationToken cancellation)
    {
        _say(string.Create(CultureInfo.InvariantCulture, $"Filling in the history of {_plan.Pasts.Count} gates since {_plan.From:yyyy-MM-dd} …"));
        var began = Stopwatch.GetTimestamp();
        await _run.FillAsync(cancellation).ConfigureAwait(false);
        _say(string.Create(
            CultureInfo.InvariantCulture, $"History: {_run.Stored:#,0} records stored in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
        await _site.ServeAllAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Gates that are still there go on; one that was without connection comes back when its report has been issued without it.</summary>
    /// <param name="token">For the cloud's API.</param>
    public void GoOn(string token)
    {
        _run.GoOn();
        _returning = Task.Run(() => ComeBackAsync(token, _stop.Token));
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _returning.ConfigureAwait(false);
        await _run.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _returning.ConfigureAwait(false);
        await _run.DisposeAsync().ConfigureAwait(false);
        _connector.Dispose();
        _stop.Dispose();
    }

    private string PasswordOf(GateId gate) => File.ReadAllText(_site.PasswordFileOf(gate)).TrimEnd();

    private async Task ComeBackAsync(string token, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = _site.Cloud.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var began = Stopwatch.GetTimestamp();
        var lost = _plan.Pasts.Where(past => past.OfflineFrom is not null).ToList();
        while (!stop.IsCancellationRequested && Stopwatch.GetElapsedTime(began) < ReportsTimeout && !await AreIssuedAsync(client, lost).ConfigureAwait(false))
            await Task.Delay(Look, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _run.ComeBack();
    }

    /// <summary>The reports of the days on which they were lost.</summary>
    private static async Task<bool> AreIssuedAsync(HttpClient client, IEnumerable<GatePast> lost)
    {
        try
        {
            foreach (var gate in lost)
            {
                var day = gate.OfflineFrom!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                var text = await client.GetStringAsync($"api/v1/reports?area={gate.Gate.Community}&from={day}&to={day}").ConfigureAwait(false);
                using var answer = JsonDocument.Parse(text);
                if (answer.RootElement.GetProperty("items").GetArrayLength() == 0)
                    return false;
            }

            return true;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
