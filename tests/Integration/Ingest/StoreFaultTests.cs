using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Faults;
using Checkpoint.Tests.Integration.Store;
using static Checkpoint.Tests.Integration.Ingest.CloudScenario;

namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>A database that is down, slow or misleading: nothing is acked that it does not have.</summary>
public sealed class StoreFaultTests(InfluxFixture influx) : IClassFixture<InfluxFixture>
{
    private const string NoHold = """{"holdTimeMs": 0, "busyRetryAfterMs": 300}""";

    [Fact]
    public async Task With_the_database_stopped_nothing_is_acked_and_all_is_after_its_return()
    {
        await using var scenario = await CloudScenario.StartAsync(influx.Options, NoHold);
        await using var gate = await scenario.ConnectAsync(Known);
        await influx.Server.KillAsync();
        try
        {
            await gate.HelloAsync(nonce: 7);
            Assert.Equal(7UL, (await gate.Replies.FirstAsync<ToldTime>()).Nonce);
            Assert.Empty(gate.Replies.All.OfType<Welcome>());
            await gate.SendAsync(TestGate.Screenings(1, 100));
            var busy = await gate.Replies.FirstAsync<BusyAck>();
            var health = await scenario.GetAsync("/healthz", HttpStatusCode.ServiceUnavailable);
            await scenario.GetAsync("/api/v1/screenings?area=gate-known", HttpStatusCode.ServiceUnavailable);

            Assert.Equal(TimeSpan.FromMilliseconds(300), busy.RetryAfter);
            Assert.Empty(gate.Replies.Stored);
            Assert.Contains("Unreachable", health.GetProperty("store").GetProperty("fault").GetString(), StringComparison.Ordinal);
            Assert.True(await scenario.MetricAsync("checkpoint_ingest_store_faults_total{kind=\"unreachable\"}") > 0);
        }
        finally
        {
            await influx.Server.StartAsync();
        }

        await gate.SendAsync(TestGate.Screenings(1, 100));
        await gate.Replies.UntilStoredAsync(100);
        await using var store = scenario.OpenStore();
        Assert.Equal(100, (await store.TallyAsync(Known, TestGate.Stream, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_full_queue_answers_busy_and_the_rest_is_stored()
    {
        await using var slow = FaultProxy.Start(influx.Options.Url, Passing with { Delay = TimeSpan.FromMilliseconds(500) });
        await using var scenario = await CloudScenario.StartAsync(
            influx.Options with { Url = new Uri($"http://127.0.0.1:{slow.Port}/") }, """{"maxQueuedRecords": 500}""");
        await using var gate = await scenario.ConnectAsync(Stranger);
        scenario.Register(Known, Stranger);
        await UntilAsync(async () => (await scenario.GetAsync("/api/v1/gates")).GetArrayLength() == 2, "the registry is reloaded");

        for (var seq = 1; seq < 3_000; seq += 100)
            await gate.SendAsync(TestGate.Screenings(seq, 100));
        await gate.Replies.FirstAsync<BusyAck>();
        await gate.Replies.UntilStoredAsync(500);
    }

    [Fact]
    public async Task Writes_that_are_applied_and_reported_as_failed_leave_each_record_stored_once()
    {
        await using var proxy = FaultProxy.Start(
            influx.Options.Url, Passing with { AppliedThenErrorShare = 0.3, RefusedShare = 0.2, AppliedThenSilenceShare = 0.05 });
        await using var scenario = await CloudScenario.StartAsync(influx.Options with
        {
            Url = new Uri($"http://127.0.0.1:{proxy.Port}/"), Database = await NewDatabaseAsync("misleading"),
        });
        await using var gate = await scenario.ConnectAsync(Known);
        for (var seq = 1; seq < 1_000; seq += 50)
        {
            await gate.SendAsync(TestGate.Screenings(seq, 50));
            await gate.Replies.UntilStoredAsync(seq + 49);
        }

        await using var store = scenario.OpenStore();
        var entry = (await Ledger.OfGateAsync(store, Known, _ => 0, CancellationToken.None)).Single();
        Assert.Equal((1_000, true), (entry.Stored, entry.IsBalanced));
        Assert.True(proxy.CountOf(DatabaseFault.AppliedThenError) > 0);
    }

    [Fact]
    public async Task Records_that_the_database_refuses_stay_with_their_gate_are_told_and_hold_up_nobody_else()
    {
        var options = influx.Options with { Database = await NewDatabaseAsync("conflict") };
        await MakeEventDetailANumberAsync(options);
        await using var scenario = await CloudScenario.StartAsync(options);
        scenario.Register(Known, Stranger);
        await UntilAsync(async () => (await scenario.GetAsync("/api/v1/gates")).GetArrayLength() == 2, "the registry is reloaded");
        await using var refused = await scenario.ConnectAsync(Stranger);
        await using var good = await scenario.ConnectAsync(Known);

        for (var seq = 1; seq <= 200; seq += 10)
        {
            await refused.SendAsync(new GateEvent { Seq = seq, Time = new RecordTime(EventTimeMicroseconds, 1), Type = GateEventType.Tamper });
            await good.SendAsync(TestGate.Screenings(seq, 10));
        }

        await good.Replies.UntilStoredAsync(200);
        await refused.Replies.FirstAsync<BusyAck>();
        var health = await scenario.GetAsync("/healthz", HttpStatusCode.ServiceUnavailable);

        Assert.Empty(refused.Replies.Stored);
        Assert.Empty(good.Replies.All.OfType<BusyAck>());
        Assert.Contains("PartialWrite: records of gate gate-stranger", health.GetProperty("store").GetProperty("fault").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_one_gates_batch_only_the_records_stay_with_it_that_the_database_refuses()
    {
        var options = influx.Options with { Database = await NewDatabaseAsync("conflict2") };
        await MakeEventDetailANumberAsync(options);
        await using var scenario = await CloudScenario.StartAsync(options);
        await using var gate = await scenario.ConnectAsync(Known);
        var refused = new GateEvent { Seq = 11, Time = new RecordTime(EventTimeMicroseconds, 1), Type = GateEventType.Tamper };

        await gate.SendAsync([.. TestGate.Screenings(1, 10), refused, .. TestGate.Screenings(12, 400)]);
        await gate.Replies.UntilStoredAsync(410);
        var busy = await gate.Replies.FirstAsync<BusyAck>();

        Assert.Equal([new SeqRange(11, 11)], busy.Seqs);
        Assert.DoesNotContain(11, gate.Replies.Stored);
        var health = await scenario.GetAsync("/healthz", HttpStatusCode.ServiceUnavailable);
        var fault = health.GetProperty("store").GetProperty("fault").GetString();
        Assert.Contains("records of gate gate-known, seq 11: 400", fault, StringComparison.Ordinal);
        Assert.Contains("field type conflict", fault, StringComparison.Ordinal);
        await gate.SendAsync(TestGate.Screenings(412, 10));
        await gate.Replies.UntilStoredAsync(420);
    }

    private const long EventTimeMicroseconds = 1_767_225_600_000_000;

    private static FaultProxyOptions Passing => new() { AppliedThenErrorShare = 0, AppliedThenSilenceShare = 0, RefusedShare = 0 };

    /// <summary>From now on the database refuses events, whose detail is text.</summary>
    private static async Task MakeEventDetailANumberAsync(CloudIngest.Store.Influx.InfluxOptions options)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Url, $"write?db={options.Database}"))
        {
            Content = new StringContent($"gate_event detail=1i {EventTimeMicroseconds * 1000}"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.UserName}:{options.Password}")));
        (await client.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private async Task<string> NewDatabaseAsync(string name)
    {
        await using var store = new CloudIngest.Store.Influx.InfluxRecordStore(influx.Options with { Database = name });
        await store.CreateDatabaseAsync(CancellationToken.None);
        return name;
    }
}
