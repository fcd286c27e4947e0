using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Checkpoint.DeviceSim.Faults.Link;

namespace Checkpoint.Tests.Unit.DeviceSim.Faults;

public sealed class LinkProxyTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _deadline = new(Deadline);

    public LinkProxyTests() => _server.Start();

    public void Dispose()
    {
        _server.Dispose();
        _deadline.Dispose();
    }

    [Fact]
    public async Task A_slow_and_distant_link_passes_all_bytes_in_order_no_sooner_than_it_may()
    {
        var conditions = new LinkConditions { BytesPerSecond = 100_000, Delay = TimeSpan.FromMilliseconds(50), QueueBytes = 4096 };
        await using var link = LinkProxy.Start(Port, conditions);
        using var client = await ConnectAsync(link);
        using var server = await _server.AcceptSocketAsync(_deadline.Token);
        var sent = new byte[50_000];
        new Random(1).NextBytes(sent);
        var began = Stopwatch.GetTimestamp();

        var sending = client.SendAsync(sent);
        var received = await ReadAsync(server, sent.Length);
        var took = Stopwatch.GetElapsedTime(began);

        Assert.Equal(sent, received);
        Assert.Equal(sent.Length, await sending);
        Assert.True(took >= TimeSpan.FromMilliseconds(550), $"{took}");
        Assert.Equal((50_000L, 0L), (link.BytesUp, link.BytesDown));
    }

    [Fact]
    public async Task Silence_one_way_holds_that_way_back_alone_and_ends_without_loss()
    {
        await using var link = LinkProxy.Start(Port);
        using var client = await ConnectAsync(link);
        using var server = await _server.AcceptSocketAsync(_deadline.Token);
        link.Silence(LinkSilence.Up);
        await client.SendAsync("up"u8.ToArray());
        await server.SendAsync("down"u8.ToArray());

        Assert.Equal("down"u8.ToArray(), await ReadAsync(client, 4));
        Assert.Equal(0, link.BytesUp);
        link.Silence(LinkSilence.None);
        Assert.Equal("up"u8.ToArray(), await ReadAsync(server, 2));
    }

    [Fact]
    public async Task A_cut_resets_both_ends_and_the_next_connection_passes()
    {
        await using var link = LinkProxy.Start(Port);
        using var client = await ConnectAsync(link);
        using var server = await _server.AcceptSocketAsync(_deadline.Token);
        link.Cut();
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(client, 1));
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(server, 1));

        using var again = await ConnectAsync(link);
        using var behind = await _server.AcceptSocketAsync(_deadline.Token);
        await again.SendAsync("on"u8.ToArray());
        Assert.Equal("on"u8.ToArray(), await ReadAsync(behind, 2));
        Assert.Equal(2, link.Accepted);
    }

    [Fact]
    public async Task While_it_refuses_a_connection_ends_at_once()
    {
        await using var link = LinkProxy.Start(Port);
        link.Refuse(true);

        // The reset may come before the connecting side has returned from connecting.
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var client = await ConnectAsync(link);
            await ReadAsync(client, 1);
        });
    }

    [Fact]
    public async Task An_end_passes_as_an_end()
    {
        await using var link = LinkProxy.Start(Port);
        using var client = await ConnectAsync(link);
        using var server = await _server.AcceptSocketAsync(_deadline.Token);
        client.Shutdown(SocketShutdown.Send);
        Assert.Empty(await ReadAsync(server, 1));
        await server.SendAsync("bye"u8.ToArray());
        Assert.Equal("bye"u8.ToArray(), await ReadAsync(client, 3));
    }

    private int Port => ((IPEndPoint)_server.LocalEndpoint).Port;

    private static async Task<Socket> ConnectAsync(LinkProxy link)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, link.Port);
        return socket;
    }

    /// <summary>So many bytes, or what comes before the end.</summary>
    private async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        var read = 0;
        while (read < count && await socket.ReceiveAsync(bytes.AsMemory(read), _deadline.Token) is var part and > 0)
            read += part;
        return bytes[..read];
    }
}
