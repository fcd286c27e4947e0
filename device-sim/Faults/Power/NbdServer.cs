using System.Buffers.Binary;
using System.Net.Sockets;

namespace Checkpoint.DeviceSim.Faults.Power;

/// <summary>
/// Serves a <see cref="VolatileDisk"/> to one virtual machine after the other, by the protocol of network block devices
/// (github.com/NetworkBlockDevice/nbd, doc/proto.md), fixed newstyle, simple replies.
/// </summary>
public sealed class NbdServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly VolatileDisk _disk;
    private readonly Lock _gate = new();
    private readonly Task _serving;
    private Action? _atWrite;
    private int _writesToGo;

    /// <param name="path">The socket's, at most 107 bytes.</param>
    public NbdServer(string path, VolatileDisk disk)
    {
        _disk = disk;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _serving = ServeAsync();
    }

    /// <summary>No request is answered while it looks at the disk: what it sees is one moment.</summary>
    public T Look<T>(Func<VolatileDisk, T> look)
    {
        lock (_gate)
        {
            return look(_disk);
        }
    }

    /// <summary>Looks in the moment when so many more writes have come in, the last one not yet answered.</summary>
    /// <param name="writes">At least 1.</param>
    public async Task<T> LookAfterAsync<T>(int writes, Func<VolatileDisk, T> look, TimeSpan patience, CancellationToken cancellation)
    {
        var seen = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            (_writesToGo, _atWrite) = (writes, () => seen.SetResult(look(_disk)));
        }

        if (await Task.WhenAny(seen.Task, Task.Delay(patience, cancellation)).ConfigureAwait(false) != seen.Task)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new TimeoutException($"no {writes} writes in {patience.TotalSeconds} s");
        }

        return await seen.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _serving.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptAsync(_end.Token).ConfigureAwait(false);
                await using var stream = new NetworkStream(client);
                if (await NbdHandshake.RunAsync(stream, _disk.Length, _end.Token).ConfigureAwait(false))
                    await AnswerAsync(stream).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The machine has gone, mostly because it was killed; or this server ends.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var head = new byte[NbdProtocol.RequestBytes];
        while (true)
        {
            await stream.ReadExactlyAsync(head, _end.Token).ConfigureAwait(false);
            var request = NbdRequest.Parse(head);
            byte[] data = [];
            if (request.Type == NbdProtocol.Write)
            {
                data = new byte[request.Length];
                await stream.ReadExactlyAsync(data, _end.Token).ConfigureAwait(false);
            }

            if (request.Type == NbdProtocol.Disconnect)
                return;
            await stream.WriteAsync(Reply(request, data), _end.Token).ConfigureAwait(false);
        }
    }

    private byte[] Reply(NbdRequest request, byte[] data)
    {
        lock (_gate)
        {
            var isWithin = (long)request.Offset + request.Length <= _disk.Length;
            var error = isWithin ? Carry(request, data) : NbdProtocol.InvalidArgument;
            var read = request.Type == NbdProtocol.Read && error == 0 ? (int)request.Length : 0;
            var reply = new byte[NbdProtocol.ReplyBytes + read];
            BinaryPrimitives.WriteUInt32BigEndian(reply, NbdProtocol.ReplyMagic);
            BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(4), error);
            BinaryPrimitives.WriteUInt64BigEndian(reply.AsSpan(8), request.Handle);
            if (read > 0)
                _disk.Read((int)request.Offset, read).CopyTo(reply.AsSpan(NbdProtocol.ReplyBytes));
            return reply;
        }
    }

    /// <returns>The protocol's error; 0 for none.</returns>
    private uint Carry(NbdRequest request, byte[] data)
    {
        switch (request.Type)
        {
            case NbdProtocol.Read:
                return 0;
            case NbdProtocol.Write:
                _disk.Write((int)request.Offset, data);
                if (_atWrite is { } look && --_writesToGo == 0)
                {
                    _atWrite = null;
                    look();
                }

                return 0;
            case NbdProtocol.Flush:
                _disk.Flush();
                return 0;
            default:
                return NbdProtocol.InvalidArgument;
        }
    }
}
