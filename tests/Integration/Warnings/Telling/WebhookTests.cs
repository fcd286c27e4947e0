using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;
using static Checkpoint.Tests.Integration.Warnings.Telling.HookServer;

namespace Checkpoint.Tests.Integration.Warnings.Telling;

/// <summary>Webhooks against real servers on loopback, most of which mean no good.</summary>
public sealed class WebhookTests
{
    public static TheoryData<string> Answers => [.. Hostile.Keys];

    private static readonly Dictionary<string, (HookAnswer Answer, WebhookOutcome Outcome)> Hostile = new()
    {
        ["status 500"] = (Status(500), WebhookOutcome.Status),
        ["status 404"] = (Status(404), WebhookOutcome.Status),
        ["status 401 that asks for credentials"] = (Status(401, "WWW-Authenticate: Basic\r\n"), WebhookOutcome.Status),
        ["status 999"] = (Status(999), WebhookOutcome.Status),
        ["no HTTP"] = (Text("SSH-2.0-OpenSSH_9.2\r\n\r\n"), WebhookOutcome.Unreachable),
        ["nothing, and closes"] = ((_, _) => Task.CompletedTask, WebhookOutcome.Unreachable),
        ["half a head, and closes"] = (Text("HTTP/1.1 200 OK\r\nContent-"), WebhookOutcome.Unreachable),
        ["nothing, and stays"] = ((_, stop) => Task.Delay(Timeout.Infinite, stop), WebhookOutcome.Timeout),
        ["a head without end"] = (Flood("X-More: " + new string('x', 1_000) + "\r\n", "HTTP/1.1 200 OK\r\n"), WebhookOutcome.Unreachable),
        ["a head drop by drop"] = (Drip("HTTP/1.1 200 OK\r\nX-Slow: "), WebhookOutcome.Timeout),
        ["first a hundred, and again"] = (Flood("HTTP/1.1 100 Continue\r\n\r\n", ""), WebhookOutcome.Unreachable),
    };

    [Fact]
    public async Task A_warning_is_told_once_signed_and_in_both_languages()
    {
        await using var server = new HookServer();
        using var bench = new HookBench(HookBench.Hook(server.Port));
        bench.Warn();
        await bench.SendAsync();
        await bench.SendAsync();
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /hooks/fever HTTP/1.1", request.Line);
        Assert.Equal(("opened", "application/json; charset=utf-8"), (request.Headers["Checkpoint-Event"], request.Headers["Content-Type"]));
        Assert.True(Verify(request, bench.Now));
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(
            ("opened", "230103001001", "/api/v1/warnings/1", "2026-02-10", 14),
            (body.GetProperty("event").GetString(), body.GetProperty("code").GetString(), body.GetProperty("path").GetString(), body.GetProperty("day").GetString(), body.GetProperty("observed").GetInt32()));
        Assert.StartsWith("西社区，2月10日：5210人中14人发热", body.GetProperty("why").GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("West, 10 February: 14 with fever", body.GetProperty("why").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Equal((0, bench.Now, null), (bench.Queue.Backlog("hook").Pending, bench.Desk.StandingOf(bench.Desk.Webhooks[0]).LastDelivered!.Value, bench.Desk.StandingOf(bench.Desk.Webhooks[0]).Fault));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_hostile_answer_is_named_and_tried_again_until_the_receiver_has_it(string answer)
    {
        var (hostile, outcome) = Hostile[answer];
        await using var server = new HookServer(hostile, Ok);
        using var bench = new HookBench(HookBench.Hook(server.Port));
        bench.Warn();
        var sending = bench.SendAsync();
        if (outcome == WebhookOutcome.Timeout)
        {
            await Deadline.Until(() => server.Requests.Count == 1, "it is asked");
            bench.TimeOut();
        }

        await sending;
        Assert.Equal(outcome, bench.Desk.StandingOf(bench.Desk.Webhooks[0]).Fault?.Outcome);
        Assert.Equal(1, bench.Queue.Backlog("hook").Pending);
        await bench.SendAsync();
        Assert.Single(server.Requests);
        bench.Now += TimeSpan.FromSeconds(12);
        await bench.SendAsync();
        Assert.Equal((2, 0L), (server.Requests.Count, bench.Queue.Backlog("hook").Pending));
        Assert.Equal(server.Requests[0].Delivery, server.Requests[1].Delivery);
        Assert.True(Verify(server.Requests[1], bench.Now));
        Assert.Null(bench.Desk.StandingOf(bench.Desk.Webhooks[0]).FailingSince);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var other = new HookServer();
        await using var server = new HookServer(Status(status, $"Location: http://127.0.0.1:{other.Port}/\r\n"));
        using var bench = new HookBench(HookBench.Hook(server.Port));
        bench.Warn();
        await bench.SendAsync();
        Assert.Equal(($"status {status}", 0, 1), (bench.Desk.StandingOf(bench.Desk.Webhooks[0]).Fault!.Detail, other.Connections, server.Connections));
    }

    [Fact]
    public async Task Of_an_answer_without_end_nothing_but_its_head_is_read()
    {
        await using var server = new HookServer(Flood(new string('x', 65_536), "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 99999999999\r\n\r\n"));
        using var bench = new HookBench(HookBench.Hook(server.Port));
        bench.Warn();
        await bench.SendAsync();
        Assert.Equal(0, bench.Queue.Backlog("hook").Pending);
        await Deadline.Until(() => server.Open == 0, "the connection is given up");
        Assert.True(server.Sent < 16 << 20, $"{server.Sent} bytes were read");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("127.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("[fe80::1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    public async Task What_is_not_public_is_never_connected_to(string host)
    {
        await using var server = new HookServer();
        using var bench = new HookBench(HookBench.Hook(server.Port, host: host, allowed: false, scheme: "https"));
        bench.Warn();
        await bench.SendAsync();
        Assert.Equal((WebhookOutcome.Refused, 0), (bench.Desk.StandingOf(bench.Desk.Webhooks[0]).Fault?.Outcome, server.Connections));
        Assert.Equal(1, bench.Queue.Backlog("hook").Pending);
    }

    /// <summary>Which address a name has is looked at when the connection is made, and that address is connected to.</summary>
    [Fact]
    public async Task A_name_leads_only_to_the_networks_that_are_allowed()
    {
        await using var server = new HookServer();
        using var bench = new HookBench(
            HookBench.Hook(server.Port, "named", host: "localhost"), HookBench.Hook(server.Port, "beside", host: "localhost") with { Allowed = [System.Net.IPNetwork.Parse("127.0.0.2/32")] });
        bench.Warn();
        await bench.SendAsync();
        Assert.Equal(["named"], bench.Desk.Webhooks.Where(webhook => bench.Queue.Backlog(webhook.Name).Pending == 0).Select(webhook => webhook.Name));
        Assert.Equal((WebhookOutcome.Refused, 1), (bench.Desk.StandingOf(bench.Desk.Webhooks[1]).Fault?.Outcome, server.Connections));
    }

    [Fact]
    public async Task Plain_http_leaves_no_network_that_was_named()
    {
        await using var server = new HookServer();
        using var bench = new HookBench(HookBench.Hook(server.Port, host: "8.8.8.8"));
        bench.Warn();
        await bench.SendAsync();
        Assert.Equal(WebhookOutcome.Refused, bench.Desk.StandingOf(bench.Desk.Webhooks[0]).Fault?.Outcome);
    }

    [Fact]
    public async Task What_was_put_there_with_the_warning_is_told_after_a_kill()
    {
        await using var server = new HookServer();
        using var bench = new HookBench(HookBench.Hook(server.Port));
        bench.Warn();
        bench.Restart();
        await bench.SendAsync();
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Killed_after_the_receiver_has_it_and_before_that_is_kept_it_is_told_again_under_the_same_number()
    {
        await using var server = new HookServer();
        using var bench = new HookBench(HookBench.Hook(server.Port));
        bench.Warn();
        bench.Database.Write(tables => tables.Execute("CREATE TRIGGER kill BEFORE UPDATE ON webhook_delivery BEGIN SELECT RAISE(ABORT, 'killed'); END"));
        await Assert.ThrowsAsync<StoreException>(bench.SendAsync);
        bench.Database.Write(tables => tables.Execute("DROP TRIGGER kill"));
        bench.Restart();
        await bench.SendAsync();
        Assert.Equal([server.Requests[0].Delivery, server.Requests[0].Delivery], server.Requests.Select(request => request.Delivery));
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
        Assert.Equal(0, bench.Queue.Backlog("hook").Pending);
    }

    [Fact]
    public async Task The_wait_between_tries_grows_and_a_restart_does_not_begin_it_anew()
    {
        await using var server = new HookServer(Status(503));
        using var bench = new HookBench(HookBench.Hook(server.Port));
        bench.Warn();
        foreach (var wait in new[] { 12, 24, 48, 96 })
        {
            await bench.SendAsync();
            var tried = server.Requests.Count;
            bench.Restart();
            bench.Now += TimeSpan.FromSeconds(wait * 0.66);
            await bench.SendAsync();
            Assert.Equal(tried, server.Requests.Count);
            bench.Now += TimeSpan.FromSeconds(wait * 0.34);
        }

        await bench.SendAsync();
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task What_can_not_be_told_for_too_long_is_given_up_and_audited()
    {
        await using var server = new HookServer(Status(500));
        using var bench = new HookBench(HookBench.Hook(server.Port));
        bench.Warn();
        await bench.SendAsync();
        bench.Now += bench.Plan.Telling.GiveUpAfter;
        await bench.SendAsync();
        Assert.Empty(bench.GivenUp());
        bench.Now += TimeSpan.FromSeconds(1);
        await bench.SendAsync();
        Assert.Equal(
            ("230103001001", "webhook hook was not told that warning 1 was opened: given_up, after 2 tries"), (bench.GivenUp()[0].Area, bench.GivenUp().Single().Detail));
        Assert.Equal((2, 0L), (server.Requests.Count, bench.Queue.Backlog("hook").Pending));
    }

    [Fact]
    public async Task Beyond_its_bound_the_oldest_makes_room_and_that_is_audited()
    {
        await using var server = new HookServer();
        using var bench = new HookBench(new WebhookPlan { Webhooks = [HookBench.Hook(server.Port)], MostPending = 2 });
        for (var community = 1; community <= 3; community++)
            bench.Warn($"23010300100{community}");
        await bench.SendAsync();
        Assert.Equal(["230103001002", "230103001003"], server.Requests.Select(Code));
        Assert.Equal("webhook hook was not told that warning 1 was opened: dropped, more than 2 waited", bench.GivenUp().Single().Detail);
    }

    [Fact]
    public async Task What_is_of_a_webhook_that_there_is_no_more_is_given_up()
    {
        using var bench = new HookBench(HookBench.Hook(9, "gone"));
        bench.Warn();
        bench.Database.Write(tables => tables.Execute("UPDATE webhook_delivery SET webhook = 'former'"));
        await bench.SendAsync();
        Assert.Equal("webhook former was not told that warning 1 was opened: given_up, after 0 tries", bench.GivenUp().Single().Detail);
    }

    [Fact]
    public async Task A_receiver_that_refuses_one_thing_is_told_the_next_and_one_that_is_away_is_left_alone()
    {
        await using var server = new HookServer(Status(400), Ok);
        using var bench = new HookBench(HookBench.Hook(server.Port, "refuses"), HookBench.Hook(1, "away"));
        bench.Warn();
        bench.Warn("230103001002");
        await bench.SendAsync();
        Assert.Equal(["230103001001", "230103001002"], server.Requests.Select(Code));
        Assert.Equal((1L, 2L), (bench.Queue.Backlog("refuses").Pending, bench.Queue.Backlog("away").Pending));
        Assert.Equal([0, 1], bench.Database.Read(tables => tables.List("SELECT tries FROM webhook_delivery WHERE webhook = 'away' ORDER BY tries", row => row.GetInt32(0))));
    }

    [Fact]
    public async Task None_waits_for_another_s_receiver()
    {
        await using var slow = new HookServer((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var quick = new HookServer();
        using var bench = new HookBench(HookBench.Hook(slow.Port, "slow"), HookBench.Hook(quick.Port, "quick"));
        bench.Warn();
        using var stop = new CancellationTokenSource();
        var sending = bench.Desk.SendDueAsync(stop.Token);
        await Deadline.Until(() => quick.Requests.Count == 1 && bench.Queue.Backlog("quick").Pending == 0, "the quick one has it");
        Assert.False(sending.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(1, bench.Queue.Backlog("slow").Pending);
    }

    [Fact]
    public async Task Each_is_told_only_what_it_wants_to_know_in_the_order_in_which_it_happened()
    {
        await using var server = new HookServer();
        Assert.True(Area.TryParse("230103002", out var beside));
        using var bench = new HookBench(
            HookBench.Hook(server.Port, "all"),
            HookBench.Hook(server.Port, "closings") with { Events = [WarningEvent.Closed] },
            HookBench.Hook(server.Port, "beside") with { Area = beside },
            HookBench.Hook(server.Port, "streets") with { Levels = [PlaceLevel.Street] });
        bench.Warn();
        bench.Warn();
        bench.Warn(day: 11);
        bench.Acts.Acknowledge(1, "", new Actor("li", ""));
        bench.Acts.FollowUp(1, "a doctor is there", new Actor("li", ""));
        bench.Acts.Close(1, Conclusion.Confirmed, "influenza", new Actor("li", ""));
        bench.Acts.Reopen(1, "more", new Actor("li", ""));
        bench.Acts.Close(1, Conclusion.Confirmed, "influenza", new Actor("li", ""));
        bench.Warn(day: 12);
        var waiting = bench.Database.Read(tables => tables.List("SELECT webhook || ' ' || event FROM webhook_delivery ORDER BY id", row => row.GetString(0)));
        Assert.Equal(["closings closed", "closings closed"], waiting.Where(one => !one.StartsWith("all", StringComparison.Ordinal)));
        Assert.Equal(
            ["opened", "continued", "acknowledged", "closed", "reopened", "closed", "reopened"],
            waiting.Where(one => one.StartsWith("all", StringComparison.Ordinal)).Select(one => one[4..]));
        await bench.SendAsync();
        Assert.Equal(9, server.Requests.Count);
    }

    [Fact]
    public void A_warning_that_is_not_kept_is_told_nobody()
    {
        using var bench = new HookBench(HookBench.Hook(9));
        bench.Database.Write(tables => tables.Execute("ALTER TABLE webhook_delivery RENAME TO away"));
        Assert.Throws<StoreException>(() => bench.Warn());
        Assert.Equal(0, bench.Database.Read(tables => tables.Scalar("SELECT count(*) FROM warning")));
    }

    private static string? Code(HookRequest request) => JsonDocument.Parse(request.Body).RootElement.GetProperty("code").GetString();

    /// <summary>As a receiver does it.</summary>
    private static bool Verify(HookRequest request, DateTimeOffset now)
    {
        var parts = request.Headers["Checkpoint-Signature"].Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        byte[] signed = [.. Encoding.ASCII.GetBytes(parts["t"] + "."), .. request.Body];
        var expected = HMACSHA256.HashData(HookBench.Secret, signed);
        return Math.Abs(now.ToUnixTimeSeconds() - long.Parse(parts["t"], null)) <= 300
            && CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(parts["v1"]));
    }

    private static HookAnswer Flood(string piece, string head) => async (write, stop) =>
    {
        await write(Encoding.ASCII.GetBytes(head), stop);
        while (!stop.IsCancellationRequested)
            await write(Encoding.ASCII.GetBytes(piece), stop);
    };

    private static HookAnswer Drip(string head) => async (write, stop) =>
    {
        await write(Encoding.ASCII.GetBytes(head), stop);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(stop))
            await write("x"u8.ToArray(), stop);
    };
}
