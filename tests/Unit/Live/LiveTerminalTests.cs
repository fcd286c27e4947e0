using Checkpoint.Gateway.Live;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Tests.Unit.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Live;

public sealed class LiveTerminalTests : IDisposable
{
    private const string OtherPage = "\e[?1049h";
    private const string BackAgain = "\e[?25h\e[?1049l";

    private readonly TestFolder _folder = new();
    private readonly LiveTap _lane = new(new ScreeningOptions());
    private readonly LiveServer _server;
    private readonly SharedText _output = new();
    private readonly CancellationTokenSource _stop = new();

    public LiveTerminalTests() => _server = new LiveServer(_lane, _folder.Path, NullLogger.Instance);

    public void Dispose()
    {
        _stop.Dispose();
        _output.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_page_is_drawn_in_place_as_things_change_and_the_terminal_left_as_it_was_when_the_gateway_stops()
    {
        var showing = await ShowAsync();
        _lane.OnLine(LaneLine.Door, true, 1);
        OutboxBench.WaitFor(() => Written().Contains("lines    ■ door\e[K", StringComparison.Ordinal));
        _lane.OnLine(LaneLine.Door, false, 2);
        OutboxBench.WaitFor(() => Written().Contains("lines    □ door\e[K", StringComparison.Ordinal));
        await _server.StopAsync(CancellationToken.None);

        Assert.Null(await showing.WaitAsync(OutboxBench.Deadline));
        Assert.StartsWith(OtherPage, Written(), StringComparison.Ordinal);
        Assert.EndsWith(BackAgain, Written(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', Written().Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_interrupted_watch_leaves_the_terminal_as_it_was_too()
    {
        var showing = await ShowAsync();
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => showing.WaitAsync(OutboxBench.Deadline));
        Assert.EndsWith(BackAgain, Written(), StringComparison.Ordinal);
        await _server.StopAsync(CancellationToken.None);
    }

    private string Written() => _output.ToString();

    private async Task<Task<string?>> ShowAsync()
    {
        await _server.StartAsync(CancellationToken.None);
        var gateway = await LiveClient.ConnectAsync(_folder.Path, CancellationToken.None);
        OutboxBench.WaitFor(() => _lane.IsWatching);
        return new LiveTerminal(_output, () => (100, 30)).ShowPageAsync(gateway, new LiveView("gate-1"), _stop.Token);
    }
}
