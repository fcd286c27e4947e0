using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Checkpoint.Benchmarks.Wire;

/// <summary>
/// Sees every TCP segment to or from one port of this machine, by a raw socket (packet(7) would add link headers). The
/// kernel filters, so that other traffic costs nothing. Loopback packets are seen once: on their way in.
/// </summary>
internal sealed class LoopbackCapture : IDisposable
{
    private const int SolSocket = 1;
    private const int SoAttachFilter = 26;
    private const int BufferBytes = 4 * 1024 * 1024;
    private const int MaxPacketBytes = 65_535;

    private readonly Socket _socket;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private readonly List<TcpSegment> _segments = [];
    private volatile bool _disposed;

    /// <exception cref="UnauthorizedAccessException">Not root, nor CAP_NET_RAW.</exception>
    public LoopbackCapture(int port)
    {
        _socket = Open();
        _socket.ReceiveBufferSize = BufferBytes;
        _socket.ReceiveTimeout = 100;
        Attach(_socket, OnlyPort((ushort)port));
        _thread = new Thread(Receive) { IsBackground = true, Name = "capture" };
        _thread.Start();
    }

    public int Count
    {
        get
        {
            lock (_gate)
                return _segments.Count;
        }
    }

    public IReadOnlyList<TcpSegment> Segments
    {
        get
        {
            lock (_gate)
                return [.. _segments];
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _thread.Join();
        _socket.Dispose();
    }

    private static Socket Open()
    {
        try
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return socket;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied or SocketError.OperationNotSupported)
        {
            throw new UnauthorizedAccessException("IP traffic is captured by a raw socket, which needs root (or CAP_NET_RAW)", e);
        }
    }

    /// <summary>Classic BPF (linux/filter.h): accept if the source or destination port is this one.</summary>
    private static ulong[] OnlyPort(ushort port) =>
    [
        Instruction(0xB1, 0),             // x = 4 * (packet[0] & 0xF): length of the IP header
        Instruction(0x48, 0),             // a = source port
        Instruction(0x15, port, jumpTrue: 2),
        Instruction(0x48, 2),             // a = destination port
        Instruction(0x15, port, jumpFalse: 1),
        Instruction(0x06, uint.MaxValue), // accept
        Instruction(0x06, 0),             // drop
    ];

    private static ulong Instruction(ushort code, uint value, byte jumpTrue = 0, byte jumpFalse = 0) =>
        code | (ulong)jumpTrue << 16 | (ulong)jumpFalse << 24 | (ulong)value << 32;

    private static unsafe void Attach(Socket socket, ulong[] program)
    {
        fixed (ulong* instructions = program)
        {
            // struct sock_fprog: a 16-bit count, padding to pointer size, a pointer.
            Span<byte> descriptor = stackalloc byte[2 * sizeof(nint)];
            descriptor.Clear();
            MemoryMarshal.Write(descriptor, (ushort)program.Length);
            MemoryMarshal.Write(descriptor[sizeof(nint)..], (nint)instructions);
            socket.SetRawSocketOption(SolSocket, SoAttachFilter, descriptor);
        }
    }

    private void Receive()
    {
        var packet = new byte[MaxPacketBytes];
        while (!_disposed)
        {
            try
            {
                var length = _socket.Receive(packet);
                if (TcpSegment.Parse(packet.AsSpan(0, length)) is { } segment)
                    Keep(segment);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.TimedOut)
            {
                // So that disposal is noticed.
            }
        }
    }

    private void Keep(TcpSegment segment)
    {
        lock (_gate)
            _segments.Add(segment);
    }
}
