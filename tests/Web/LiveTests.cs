using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Web.District;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using CloudDistrict = Checkpoint.CloudIngest.Registry.District;

namespace Checkpoint.Tests.Web;

/// <summary>What changes is seen without reloading: a gate on a real broker that falls silent, and a connection that is lost.</summary>
[Collection(nameof(Pages))]
public sealed class LiveTests(Pages pages)
{
    private const string Gate = "live-gate";

    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task A_gate_that_speaks_is_online_and_one_that_stops_is_seen_to_go_silent()
    {
        await using var site = await PageSite.StartAsync("live", Registry(), [], 0, SilentAfter);
        await using var visitor = await Visitor.ArriveAsync(pages, PageSite.Administrator, "en", site: site);
        await visitor.OpenAsync("/gates");
        await Expect(visitor.Text("Silent for more than a week")).ToBeVisibleAsync();

        using var connector = new LibMosquittoConnector();
        await using (var gate = await connector.ConnectAsync(Options(site), static (in MqttMessage _) => { }, CancellationToken.None))
        {
            using var stop = new CancellationTokenSource();
            var speaking = SpeakAsync(gate, stop.Token);
            await Expect(visitor.Page.Locator(".presence-reporting")).ToHaveTextAsync("Reporting");
            await Expect(visitor.Page.Locator(".presence-zero")).ToHaveCountAsync(0);
            await stop.CancelAsync();
            await speaking;
        }

        await Expect(visitor.Page.Locator(".presence-silent")).ToContainTextAsync("Silent since", new() { Timeout = 20_000 });
        await ScreenshotTests.ShowAsync(visitor, "gates-silent-en-desk");
        await visitor.Role(AriaRole.Link, "Today").ClickAsync();
        await Expect(visitor.Page.Locator(".attention")).ToContainTextAsync("Live gate");
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task A_lost_connection_is_told_with_the_time_that_is_shown_and_mends_by_itself()
    {
        await using var visitor = (await Visitor.ArriveAsync(pages, Pages.OfStreet)).Expects(401);
        await visitor.OpenAsync("/");
        await Expect(visitor.Page.Locator(".live-live")).ToContainTextAsync("截至 14:");
        var passages = await visitor.Page.Locator(".figures strong").First.InnerTextAsync();
        await visitor.Context.SetOfflineAsync(true);
        await Expect(visitor.Page.Locator(".live-lost")).ToContainTextAsync("连接中断");
        await Expect(visitor.Page.Locator(".live-lost")).ToContainTextAsync("截至");
        await ScreenshotTests.ShowAsync(visitor, "state-lost-zh-desk", fullPage: false);
        Assert.Equal(passages, await visitor.Page.Locator(".figures strong").First.InnerTextAsync());
        await visitor.Context.SetOfflineAsync(false);
        await Expect(visitor.Page.Locator(".live-live")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await visitor.LeaveAsync();
    }

    private static GateRegistry Registry()
    {
        var place = new LocalName("现场社区", "Live community");
        return new GateRegistry(
            [new CloudDistrict("230103", place, [new Street("230103001", place, [new Community("230103001001", place)])])],
            [
                new RegisteredGate(GateId.Parse(Gate), [
                    new Assignment(DateTimeOffset.UnixEpoch, new Place("230103", "230103001", "230103001001"), GateKind.Pedestrian, new LocalName("现场门", "Live gate")),
                ]),
            ]);
    }

    private static MqttConnectionOptions Options(PageSite site) => new()
    {
        Host = "127.0.0.1", Port = site.Broker.Port, ClientId = Gate, UserName = Gate, Password = File.ReadAllText(site.PasswordFileOf(Gate)).Trim(),
    };

    /// <summary>Says hello each second, as a gate does that has nothing else to say.</summary>
    private static async Task SpeakAsync(IMqttConnection gate, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        ulong nonce = 1;
        do
        {
            var hello = HelloCodec.Encode(new GateHello(nonce++, Guid.NewGuid(), 5_000_000, new StreamId(7), 0, "0.1.0", "board-7"));
            Assert.Equal(MqttReason.Success, await gate.PublishAsync(new MqttPublication(Topics.Of(GateId.Parse(Gate), TopicLeaf.Hello), hello), CancellationToken.None));
        }
        while (await NextAsync(timer, stop));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
