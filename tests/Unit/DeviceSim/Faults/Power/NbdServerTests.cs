using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Checkpoint.DeviceSim.Faults.Power;

namespace Checkpoint.Tests.Unit.DeviceSim.Faults.Power;

/// <summary>A client by the protocol's document; that qemu and a kernel can work with it, <c>soak --power-cuts</c> shows.</summary>
public sealed class NbdServerTests : IAsyncDisposable
{
    private const int DiskBytes = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("nbd-").FullName;
    private readonly VolatileDisk _disk = new(new byte[DiskBytes]);
    private readonly NbdServer _server;
    private readonly Socket _client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public NbdServerTests()
    {
        _server = new NbdServer(Path.Combine(_folder, "disk"), _disk);
        _client.ReceiveTimeout = (int)Patience.TotalMilliseconds;
    }

    [Fact]
    public async Task A_client_is_told_the_size_and_that_the_disk_takes_flushes()
    {
        var export = await ConnectAsync();

        Assert.Equal(DiskBytes, BinaryPrimitives.ReadInt64BigEndian(export.AsSpan(2)));
        Assert.Equal(1 | 4, BinaryPrimitives.ReadUInt16BigEndian(export.AsSpan(10)));
    }

    [Fact]
    public async Task What_is_written_is_read_again_and_durable_only_after_a_flush()
    {
        await ConnectAsync();

        Assert.Equal(0u, Ask(NbdProtocol.Write, 512, 4, "mine"u8));
        Assert.Equal(0u, Ask(NbdProtocol.Read, 512, 4));
        Assert.Equal("mine", Encoding.ASCII.GetString(Receive(4)));
        Assert.Equal(1, _server.Look(disk => disk.Cut(new Random(1))).UnflushedSectors);
        Assert.Equal(0u, Ask(NbdProtocol.Flush, 0, 0));
        Assert.Equal(0, _server.Look(disk => disk.Cut(new Random(1))).UnflushedSectors);
    }

    [Fact]
    public async Task Beyond_the_end_nothing_is_written()
    {
        await ConnectAsync();

        Assert.Equal(NbdProtocol.InvalidArgument, Ask(NbdProtocol.Write, DiskBytes - 2, 4, "mine"u8));
        Assert.Equal(NbdProtocol.InvalidArgument, Ask(NbdProtocol.Read, DiskBytes, 1));
    }

    [Fact]
    public async Task A_look_after_two_writes_sees_just_these_two()
    {
        await ConnectAsync();
        var seen = _server.LookAfterAsync(2, disk => disk.Cut(new Random(1)).UnflushedSectors, Patience, CancellationToken.None);

        for (var i = 0; i < 3; i++)
            Ask(NbdProtocol.Write, (ulong)i * 512, 4, "mine"u8);

        Assert.Equal(2, await seen);
    }

    [Fact]
    public async Task A_look_that_never_comes_is_given_up() => await Assert.ThrowsAsync<TimeoutException>(
        () => _server.LookAfterAsync(1, disk => disk.Length, TimeSpan.FromMilliseconds(20), CancellationToken.None));

    [Fact]
    public async Task What_is_no_request_ends_the_connection()
    {
        await ConnectAsync();

        _client.Send(new byte[NbdProtocol.RequestBytes]);

        Assert.Equal(0, _client.Receive(new byte[1]));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <returns>What the server says of the disk.</returns>
    private async Task<byte[]> ConnectAsync()
    {
        await _client.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(_folder, "disk")));
        Assert.Equal("NBDMAGICIHAVEOPT", Encoding.ASCII.GetString(Receive(18), 0, 16));
        _client.Send(new byte[] { 0, 0, 0, 3 });
        _client.Send(Option(8)); // structured replies, which it does not know
        Assert.Equal((0x80000001u, 0), OptionReply());
        _client.Send(Option(NbdProtocol.OptionGo));
        Assert.Equal((NbdProtocol.Information, 12), OptionReply());
        var export = Receive(12);
        Assert.Equal((NbdProtocol.Acknowledged, 0), OptionReply());
        return export;
    }

    private static byte[] Option(uint kind)
    {
        var option = new byte[16];
        Encoding.ASCII.GetBytes("IHAVEOPT", option);
        BinaryPrimitives.WriteUInt32BigEndian(option.AsSpan(8), kind);
        return option;
    }

    private (uint Kind, int Length) OptionReply()
    {
        var reply = Receive(20);
        return (BinaryPrimitives.ReadUInt32BigEndian(reply.AsSpan(12)), BinaryPrimitives.ReadInt32BigEndian(reply.AsSpan(16)));
    }

    /// <returns>The error.</returns>
    private uint Ask(ushort type, ulong offset, uint length, ReadOnlySpan<byte> data = default)
    {
        var request = new byte[NbdProtocol.RequestBytes];
        BinaryPrimitives.WriteUInt32BigEndian(request, NbdProtocol.RequestMagic);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(6), type);
        BinaryPrimitives.WriteUInt64BigEndian(request.AsSpan(8), 42);
        BinaryPrimitives.WriteUInt64BigEndian(request.AsSpan(16), offset);
        BinaryPrimitives.WriteUInt32BigEndian(request.AsSpan(24), length);
        _client.Send([.. request, .. data]);
        var reply = Receive(NbdProtocol.ReplyBytes);
        Assert.Equal(NbdProtocol.ReplyMagic, BinaryPrimitives.ReadUInt32BigEndian(reply));
        Assert.Equal(42ul, BinaryPrimitives.ReadUInt64BigEndian(reply.AsSpan(8)));
        return BinaryPrimitives.ReadUInt32BigEndian(reply.AsSpan(4));
    }

    private byte[] Receive(int bytes)
    {
        var (received, buffer) = (0, new byte[bytes]);
        while (received < bytes)
        {
            var read = _client.Receive(buffer, received, bytes - received, SocketFlags.None);
            Assert.NotEqual(0, read);
            received += read;
        }

        return buffer;
    }
}
