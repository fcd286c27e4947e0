using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using static Checkpoint.Tests.Integration.Ingest.CloudScenario;

namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>A flood of what is not of the contract, at the real cloud program.</summary>
public sealed class HostileTests
{
    private const int Flood = 100_000;

    private const int Warmup = 1_000;

    /// <summary>Sent, and not yet counted by the cloud: below what the broker takes unconfirmed (1,000).</summary>
    private const int Window = 800;

    private const long MaxGrowthBytes = 32 * 1024 * 1024;

    [Fact]
    public void Each_hostile_batch_is_malformed_for_the_reason_it_is_listed_under()
    {
        foreach (var (reason, payload) in HostileBatches.All)
        {
            Assert.False(BatchCodec.TryDecode(payload, out _, out var fault));
            Assert.Equal(reason, WireName.Of(fault.Reason));
        }
    }

    [Fact]
    public async Task A_hundred_thousand_hostile_batches_are_counted_by_name_in_bounded_memory_while_good_traffic_goes_on()
    {
        await using var scenario = await CloudScenario.StartAsync();
        await using var hostile = await scenario.ConnectAsync(Stranger);
        await using var good = await scenario.ConnectAsync(Known);
        // The first of each kind and some good traffic: code is compiled and buffers have grown before memory is looked at.
        await FloodAsync(scenario, hostile, 0, Warmup);
        await good.SendAsync(TestGate.Screenings(1, 400));
        await good.Replies.UntilStoredAsync(400);
        var before = scenario.Cloud.ReadUsage()!.Value.ResidentBytes;

        var flood = FloodAsync(scenario, hostile, Warmup, Flood);
        for (var seq = 401; !flood.IsCompleted || seq == 401; seq += 10)
        {
            await good.SendAsync(TestGate.Screenings(seq, 10));
            await good.Replies.UntilStoredAsync(seq + 9);
        }

        await flood;
        await hostile.SendRawAsync(new byte[RecordLimits.MaxHelloBytes + 1], TopicLeaf.Hello);
        await UntilAsync(async () => await scenario.MetricAsync(Series("oversized")) == 1, "the hello is counted");

        Assert.Equal(Warmup + Flood, await CountedAsync(scenario));
        Assert.InRange(scenario.Cloud.ReadUsage()!.Value.ResidentBytes - before, long.MinValue, MaxGrowthBytes);
    }

    private static async Task FloodAsync(CloudScenario scenario, TestGate gate, int alreadySent, int count)
    {
        for (var sent = 0; sent < count; sent += Window)
        {
            var part = Enumerable.Range(sent, Math.Min(Window, count - sent));
            await Task.WhenAll(part.Select(i => gate.SendRawAsync(HostileBatches.All[i % HostileBatches.All.Count].Payload)));
            await UntilAsync(
                async () => await CountedAsync(scenario) >= alreadySent + sent + part.Count(), "the cloud has counted what was sent");
        }
    }

    private static async Task<double> CountedAsync(CloudScenario scenario)
    {
        var counted = 0.0;
        foreach (var reason in HostileBatches.All.Select(batch => batch.Reason).Distinct())
            counted += await scenario.MetricAsync(Series(reason));
        return counted;
    }

    private static string Series(string reason) => $"checkpoint_ingest_malformed_total{{reason=\"{reason}\"}}";
}
