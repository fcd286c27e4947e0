using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios;
using static Checkpoint.Tests.Integration.Ingest.CloudScenario;

namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>
/// InfluxDB at its own limits, where it drops single points and says so in passing: nothing is acked that it does not
/// have, other gates go on, the limit is named, and once it is lifted the records are stored.
/// </summary>
public sealed class StoreLimitTests : IAsyncLifetime
{
    private readonly string _folder = TestFolder.Create("limits");
    private InfluxServer Server { get; }

    public StoreLimitTests() => Server = new InfluxServer(_folder);

    private InfluxOptions Options => new()
    {
        Url = Server.Url, Database = Server.Database, UserName = InfluxServer.AdminName, Password = Server.AdminPassword,
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Beyond_a_limit_on_tags_a_new_gate_keeps_its_records_until_it_is_raised()
    {
        Server.Limits = new InfluxLimits { MaxValuesPerTag = 1 };
        await Server.StartAsync();
        await using var scenario = await StartBothAsync();
        await using var known = await scenario.ConnectAsync(Known);
        await using var stranger = await scenario.ConnectAsync(Stranger);
        await known.SendAsync(TestGate.Screenings(1, 10));
        await known.Replies.UntilStoredAsync(10);

        await stranger.SendAsync(TestGate.Screenings(1, 10));
        await stranger.Replies.FirstAsync<BusyAck>();
        await known.SendAsync(TestGate.Screenings(11, 10));
        await known.Replies.UntilStoredAsync(20);

        Assert.Empty(stranger.Replies.Stored);
        await RequireNamedAsync(scenario, "max-values-per-tag");
        await Server.StopAsync();
        Server.Limits = new InfluxLimits();
        await Server.StartAsync();
        await SendUntilStoredAsync(stranger);
    }

    /// <summary>
    /// InfluxDB 1.6 counts the points of a series that it does not know yet, as if each were a series of its own: ten of them
    /// are refused where one is taken, and with it the series.
    /// </summary>
    [Fact]
    public async Task Near_the_limit_on_series_a_new_gates_batch_is_taken_apart_until_a_single_record_opens_the_way()
    {
        Server.Limits = new InfluxLimits { MaxSeriesPerDatabase = 2 };
        await Server.StartAsync();
        await using var scenario = await StartBothAsync();
        await using var known = await scenario.ConnectAsync(Known);
        await using var stranger = await scenario.ConnectAsync(Stranger);
        await known.SendAsync(TestGate.Screenings(1, 1));
        await known.Replies.UntilStoredAsync(1);

        await stranger.SendAsync(TestGate.Screenings(1, 10));
        await stranger.Replies.UntilStoredAsync(10);
        await known.SendAsync(TestGate.Screenings(2, 10));
        await known.Replies.UntilStoredAsync(11);
        Assert.Empty(stranger.Replies.All.OfType<BusyAck>());
    }

    [Fact]
    public async Task Records_older_than_the_database_keeps_hold_up_no_newer_ones_of_the_same_gate_and_are_named_by_their_seqs()
    {
        await Server.StartAsync();
        await using var scenario = await StartBothAsync();
        await QueryAsync($"CREATE RETENTION POLICY \"short\" ON \"{Server.Database}\" DURATION 1h REPLICATION 1 DEFAULT");
        await using var stranger = await scenario.ConnectAsync(Stranger);

        await stranger.SendAsync([.. TestGate.Screenings(1, 10), .. TestGate.Screenings(11, 10).Select(record => record with { Time = RecordTime.At(DateTimeOffset.UtcNow, TimeSpan.FromSeconds(1)) })]);
        await stranger.Replies.UntilStoredAsync(10);
        var busy = await stranger.Replies.FirstAsync<BusyAck>();

        Assert.Equal(Enumerable.Range(11, 10).Select(seq => (long)seq), stranger.Replies.Stored.Order());
        Assert.Equal([new SeqRange(1, 10)], busy.Seqs);
        await RequireNamedAsync(scenario, "seq 1-10: 400");
        await QueryAsync($"ALTER RETENTION POLICY \"short\" ON \"{Server.Database}\" DURATION INF");
        await stranger.SendAsync(TestGate.Screenings(1, 10));
        await stranger.Replies.UntilStoredAsync(20);
    }

    [Fact]
    public async Task Records_older_than_the_database_keeps_stay_with_their_gate_and_newer_ones_of_others_are_stored()
    {
        await Server.StartAsync();
        await using var scenario = await StartBothAsync();
        await QueryAsync($"CREATE RETENTION POLICY \"short\" ON \"{Server.Database}\" DURATION 1h REPLICATION 1 DEFAULT");
        await using var known = await scenario.ConnectAsync(Known);
        await using var stranger = await scenario.ConnectAsync(Stranger);

        await stranger.SendAsync(TestGate.Screenings(1, 10));
        await known.SendAsync([.. TestGate.Screenings(1, 10).Select(record => record with { Time = RecordTime.At(DateTimeOffset.UtcNow, TimeSpan.FromSeconds(1)) })]);
        await known.Replies.UntilStoredAsync(10);
        await stranger.Replies.FirstAsync<BusyAck>();

        Assert.Empty(stranger.Replies.Stored);
        await RequireNamedAsync(scenario, "points beyond retention policy");
        await QueryAsync($"ALTER RETENTION POLICY \"short\" ON \"{Server.Database}\" DURATION INF");
        await SendUntilStoredAsync(stranger);
    }

    /// <summary>As a gate does: again each time that it is told "busy".</summary>
    private static async Task SendUntilStoredAsync(TestGate gate)
    {
        while (gate.Replies.Stored.Count() < 10)
        {
            var busy = Busy();
            await gate.SendAsync(TestGate.Screenings(1, 10));
            await Deadline.Until(() => gate.Replies.Stored.Count() == 10 || Busy() > busy, "an answer comes", TimeSpan.FromSeconds(40));
        }

        int Busy() => gate.Replies.All.OfType<BusyAck>().Count();
    }

    private async Task<CloudScenario> StartBothAsync()
    {
        var scenario = await CloudScenario.StartAsync(Options, """{"busyRetryAfterMs": 300}""");
        scenario.Register(Known, Stranger);
        await UntilAsync(async () => (await scenario.GetAsync("/api/v1/gates")).GetArrayLength() == 2, "the registry is reloaded");
        return scenario;
    }

    private static async Task RequireNamedAsync(CloudScenario scenario, string limit)
    {
        var fault = (await scenario.GetAsync("/healthz", HttpStatusCode.ServiceUnavailable)).GetProperty("store").GetProperty("fault").GetString();
        Assert.Contains("PartialWrite: records of gate gate-stranger", fault, StringComparison.Ordinal);
        Assert.Contains(limit, fault, StringComparison.Ordinal);
    }

    private async Task QueryAsync(string query)
    {
        using var client = new HttpClient { BaseAddress = Server.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{InfluxServer.AdminName}:{Server.AdminPassword}")));
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("q", query)]);
        using var answer = await client.PostAsync("query", body);
        Assert.DoesNotContain("error", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
