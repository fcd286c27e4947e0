using System.Net.Sockets;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Live;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Live;

/// <summary>Real sockets; the lane is the test.</summary>
public sealed class LiveServerTests : IAsyncLifetime, IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LiveTap _lane = new(new ScreeningOptions { Emissivity = 1, HeatBalanceK = 0 });
    private LiveServer _server;

    public LiveServerTests() => _server = Server(_folder.Path);

    private string SocketPath => Path.Combine(_folder.Path, LiveServer.SocketName);

    public Task InitializeAsync() => _server.StartAsync(CancellationToken.None);

    public Task DisposeAsync() => _server.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_watcher_is_told_how_things_are_and_then_what_happens()
    {
        _lane.OnLine(LaneLine.Door, true, 1);
        _lane.OnShown(PanelSignals.Green, 2);
        _lane.OnStanding(new SensorStanding { Correction = new SensorCorrection(6, 0.5, 1), Description = "sensor 6" }, 3);
        _lane.OnAir(new AirSample(SensorReading.Bad(SensorFailure.Nack), SensorReading.Good(-1500)), 4);
        _lane.OnFact(new Happened(5, GateEventType.MaintenanceOn, "by wang"));
        await using var watcher = await WatchAsync();
        Assert.True(_lane.IsWatching);
        var known = await watcher.TakeAsync(5);
        _lane.OnSample(new SensorSample(SensorReading.Good(3450), SensorReading.Good(2200)), 6);
        _lane.OnSample(new SensorSample(SensorReading.Bad(SensorFailure.Nack), null), 7);
        _lane.OnFact(new MovementEnded(8, PassageDirection.Inward, PassageEnd.Completed, 3));
        _lane.OnFact(new AttemptBegan(9));
        _lane.OnLine(LaneLine.Door, false, 10);

        Assert.Equal(
            [
                new LiveLine.Sensor(3, "sensor 6", null),
                new LiveLine.Maintenance(5, true),
                new LiveLine.Air(4, null, -1500),
                new LiveLine.Level(1, LaneLine.Door, true),
            ],
            known.Where(line => line is not LiveLine.Lamps));
        Assert.Equal([PanelSignals.Green], known.OfType<LiveLine.Lamps>().Single().Lit);
        Assert.Equal(
            [
                new LiveLine.Sample(6, 3450, 2200, 3500, null),
                new LiveLine.Sample(7, null, null, null, SensorFailure.Nack),
                new LiveLine.Fact(8, "passage inward, completed, by person 3's screening"),
                new LiveLine.Level(10, LaneLine.Door, false),
            ],
            await watcher.TakeAsync(4));
    }

    [Fact]
    public async Task A_watcher_that_leaves_is_forgotten_and_the_sensor_left_in_peace()
    {
        await using (await WatchAsync())
            Assert.True(_lane.IsWatching);
        OutboxBench.WaitFor(() => !_lane.IsWatching);
    }

    [Fact]
    public async Task A_fifth_watcher_is_refused_and_another_may_come_when_one_has_left()
    {
        var watchers = new List<Watcher>();
        for (var i = 0; i < LiveTap.MostWatchers; i++)
            watchers.Add(await WatchAsync());
        await using (var fifth = new Watcher(await LiveClient.ConnectAsync(_folder.Path, CancellationToken.None)))
            Assert.Equal(new LiveLine.Refused(0, "4 others watch already"), Assert.Single(await fifth.TakeAsync(1)));
        await watchers[0].DisposeAsync();
        OutboxBench.WaitFor(() => _lane.Join(new LiveQueue()));
        foreach (var watcher in watchers)
            await watcher.DisposeAsync();
    }

    [Fact]
    public async Task A_watcher_that_does_not_read_holds_nobody_up_loses_lines_and_is_told_how_many()
    {
        const int sent = 50_000;
        await using var slow = await WatchAsync();
        for (var i = 1; i <= sent; i++)
            _lane.OnLine(LaneLine.Presence, i % 2 == 0, i);

        var (told, lost, last) = (0, 0L, 0L);
        while (told + lost < sent)
        {
            var line = (await slow.TakeAsync(1))[0];
            Assert.True(line is LiveLine.Lost || line.AtUs > last, "in order");
            (told, lost) = line is LiveLine.Lost some ? (told, lost + some.Count) : (told + 1, lost);
            last = line.AtUs;
        }

        Assert.NotEqual(0, lost);
        Assert.Equal(sent, told + lost);
    }

    [Fact]
    public void Only_the_gateways_user_may_watch() => Assert.Equal(
        UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SocketPath));

    [Fact]
    public async Task A_socket_left_by_a_gateway_that_was_killed_is_replaced_and_goes_with_the_gateway()
    {
        await _server.StopAsync(CancellationToken.None);
        Assert.False(File.Exists(SocketPath));
        using (var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            killed.Bind(new UnixDomainSocketEndPoint(SocketPath + ".other"));
            File.Move(SocketPath + ".other", SocketPath);
        }

        Assert.True(File.Exists(SocketPath));
        _server = Server(_folder.Path);
        await _server.StartAsync(CancellationToken.None);
        await using var watcher = await WatchAsync();
    }

    [Fact]
    public async Task Where_it_cannot_listen_the_gateway_starts_and_stops_all_the_same()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, new string('x', 120))).FullName;
        using var elsewhere = Server(folder);
        await elsewhere.StartAsync(CancellationToken.None);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => LiveClient.ConnectAsync(folder, CancellationToken.None));
        await elsewhere.StopAsync(CancellationToken.None);

        Directory.CreateDirectory(Path.Combine(folder, LiveServer.SocketName));
        using var blocked = Server(folder);
        await blocked.StartAsync(CancellationToken.None);
        await blocked.StopAsync(CancellationToken.None);
    }

    private LiveServer Server(string folder) => new(_lane, folder, NullLogger.Instance);

    /// <summary>Connected, and known to the lane.</summary>
    private async Task<Watcher> WatchAsync()
    {
        var watcher = new Watcher(await LiveClient.ConnectAsync(_folder.Path, CancellationToken.None));
        OutboxBench.WaitFor(() => _lane.IsWatching);
        return watcher;
    }

    private sealed class Watcher(LiveClient client) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<LiveLine> _lines = client.ReadAsync(CancellationToken.None).GetAsyncEnumerator();

        public async Task<List<LiveLine>> TakeAsync(int count)
        {
            var taken = new List<LiveLine>();
            while (taken.Count < count && await _lines.MoveNextAsync().AsTask().WaitAsync(OutboxBench.Deadline))
                taken.Add(_lines.Current);
            return taken;
        }

        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
