using System.Net;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Contract;
using static Checkpoint.Tests.Integration.Ingest.CloudScenario;

namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>Gates' messages through a real Mosquitto to the real cloud program and into a database.</summary>
public sealed class IngestTests
{
    [Fact]
    public async Task A_known_gates_records_are_stored_with_their_place_then_acked()
    {
        await using var scenario = await CloudScenario.StartAsync();
        await using var gate = await scenario.ConnectAsync(Known);

        await gate.SendAsync([.. SampleRecords.OfEveryKind()]);
        await gate.Replies.UntilStoredAsync(9);

        await using var store = scenario.OpenStore();
        var stored = await ReadAsync(store);
        Assert.Equal(SampleRecords.OfEveryKind(), stored.Select(record => record.Record));
        Assert.All(stored, record => Assert.Equal("230103001001", record.Place.Community));
        Assert.Equal(Enumerable.Range(41, 9).Select(seq => (long)seq), gate.Replies.Stored.Order());
    }

    [Fact]
    public async Task A_hello_is_answered_with_the_time_and_the_highest_seq_stored()
    {
        await using var scenario = await CloudScenario.StartAsync();
        await using var gate = await scenario.ConnectAsync(Known);
        await gate.SendAsync(TestGate.Screenings(1, 30));
        await gate.Replies.UntilStoredAsync(30);

        await gate.HelloAsync(nonce: 77, madeThrough: 30);
        var welcome = await gate.Replies.FirstAsync<Welcome>();

        Assert.Equal((77UL, 30L, true), (welcome.Nonce, welcome.HighestSeq, welcome.Known));
        var age = DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch.AddMicroseconds(welcome.CloudTimeMicroseconds);
        Assert.InRange(age.TotalSeconds, -1, 30);
    }

    [Fact]
    public async Task A_hello_that_asks_which_record_the_database_has_up_to_a_seq_is_told_its_time()
    {
        await using var scenario = await CloudScenario.StartAsync();
        await using var gate = await scenario.ConnectAsync(Known);
        var records = TestGate.Screenings(1, 30);
        await gate.SendAsync([.. records.Where(record => record.Seq is < 20 or > 25)]);
        await gate.Replies.UntilStoredAsync(24);

        await gate.HelloAsync(nonce: 77, madeThrough: 30, askedSeq: 25);

        Assert.Equal(new FoundRecord(19, records[18].Time.Microseconds), (await gate.Replies.FirstAsync<Welcome>()).Found);
    }

    [Fact]
    public async Task Single_records_in_a_burst_are_all_acked_in_merged_ranges()
    {
        await using var scenario = await CloudScenario.StartAsync();
        await using var gate = await scenario.ConnectAsync(Known);
        await Task.WhenAll(TestGate.Screenings(1, 1_000).Select(record => gate.SendAsync(record)));
        await gate.Replies.UntilStoredAsync(1_000);
        Assert.InRange(gate.Replies.All.Count, 1, 500);
    }

    [Fact]
    public async Task An_unknown_gate_is_listed_as_waiting_and_its_kept_records_arrive_once_it_is_registered()
    {
        await using var scenario = await CloudScenario.StartAsync();
        await using var gate = await scenario.ConnectAsync(Stranger);

        await gate.HelloAsync(nonce: 5);
        await gate.SendAsync(TestGate.Screenings(1, 3));
        var unknown = await gate.Replies.FirstAsync<UnknownAck>();
        var welcome = await gate.Replies.FirstAsync<Welcome>();
        var waiting = (await scenario.GetAsync("/api/v1/gates/waiting"))[0];

        Assert.Equal(TimeSpan.FromSeconds(10), unknown.RetryAfter);
        Assert.False(welcome.Known);
        Assert.Equal(("gate-stranger", "board-7", "0.1.0"), (waiting.GetProperty("gate").GetString(), waiting.GetProperty("board").GetString(), waiting.GetProperty("software").GetString()));
        Assert.Empty(gate.Replies.Stored);

        scenario.Register(Known, Stranger);
        await UntilAsync(async () => (await scenario.GetAsync("/api/v1/gates")).GetArrayLength() == 2, "the registry is reloaded");
        await gate.SendAsync(TestGate.Screenings(1, 3));
        await gate.Replies.UntilStoredAsync(3);

        Assert.Equal(0, (await scenario.GetAsync("/api/v1/gates/waiting")).GetArrayLength());
    }

    [Fact]
    public async Task A_bad_edit_of_the_registry_keeps_the_last_good_one_and_is_told()
    {
        await using var scenario = await CloudScenario.StartAsync();
        await using var gate = await scenario.ConnectAsync(Known);
        await File.WriteAllTextAsync(scenario.RegistryPath, """{"districts": [], "gates": [{"gate": "X"}], "extra": 1}""");

        await UntilAsync(async () => await scenario.MetricAsync("checkpoint_registry_valid") == 0, "the edit is seen");
        var health = await scenario.GetAsync("/healthz", HttpStatusCode.ServiceUnavailable);
        await gate.SendAsync(TestGate.Screenings(1, 1));
        await gate.Replies.UntilStoredAsync(1);

        var fault = health.GetProperty("registry").GetProperty("fault").GetString();
        Assert.Contains("gates[0].gate", fault, StringComparison.Ordinal);
        Assert.Contains("gates[0].assignments", fault, StringComparison.Ordinal);
        Assert.Contains("extra", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_out_of_range_is_rejected_by_name_and_the_rest_of_its_batch_is_stored()
    {
        await using var scenario = await CloudScenario.StartAsync();
        await using var gate = await scenario.ConnectAsync(Known);
        var records = TestGate.Screenings(1, 3);
        records[1] = (Screening)records[1] with { BodyCentiC = 60_000 };

        await gate.SendAsync(records);
        await gate.Replies.UntilStoredAsync(2);
        var rejected = await gate.Replies.FirstAsync<RejectedAck>();

        Assert.Equal([1L, 3L], gate.Replies.Stored.Order());
        Assert.Equal([new RejectedRange(new SeqRange(2, 2), "body_out_of_range")], rejected.Rejected);
    }

    [Fact]
    public async Task Two_clouds_share_the_work_and_store_each_record_once()
    {
        await using var scenario = await CloudScenario.StartAsync();
        await scenario.StartCloudAsync(role: "ingest");
        await using var gate = await scenario.ConnectAsync(Known);
        for (var round = 0; round < 2; round++)
            await Task.WhenAll(TestGate.Screenings(1, 400).Chunk(4).Select(records => gate.SendAsync(records)));
        await gate.Replies.UntilStoredAsync(400);
        await using var store = scenario.OpenStore();
        Assert.Equal(400, (await ReadAsync(store)).Count);
    }

    [Fact]
    public async Task SIGTERM_ends_the_cloud_with_exit_code_0()
    {
        await using var scenario = await CloudScenario.StartAsync();
        Assert.Equal(0, await scenario.Cloud.StopAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task The_cloud_comes_back_to_a_broker_that_was_killed()
    {
        await using var scenario = await CloudScenario.StartAsync();
        await scenario.Broker.KillAsync();
        await UntilAsync(async () => await scenario.MetricAsync("checkpoint_broker_up") == 0, "the loss is seen");
        await scenario.GetAsync("/healthz", HttpStatusCode.ServiceUnavailable);
        await scenario.Broker.StartAsync();
        await UntilAsync(async () => await scenario.MetricAsync("checkpoint_broker_up") == 1, "it is back");
        await using var gate = await scenario.ConnectAsync(Known);
        await gate.SendAsync(TestGate.Screenings(1, 1));
        await gate.Replies.UntilStoredAsync(1);
        await scenario.GetAsync("/healthz");
    }

    private static async Task<List<StoredRecord>> ReadAsync(IRecordStore store)
    {
        var records = new List<StoredRecord>();
        await foreach (var record in store.ReadAsync(Known, TestGate.Stream, 1, CancellationToken.None))
            records.Add(record);
        return records;
    }
}
