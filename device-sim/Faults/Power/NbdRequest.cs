using System.Buffers.Binary;

namespace Checkpoint.DeviceSim.Faults.Power;

/// <summary>What a client asks of the disk.</summary>
internal readonly record struct NbdRequest(ushort Type, ulong Handle, ulong Offset, uint Length)
{
    /// <summary>More than any machine asks for at once (qemu: 32 MiB).</summary>
    private const uint MostBytes = 64 * 1024 * 1024;

    /// <exception cref="IOException">It is none.</exception>
    public static NbdRequest Parse(ReadOnlySpan<byte> head)
    {
        var request = new NbdRequest(
            BinaryPrimitives.ReadUInt16BigEndian(head[6..]),
            BinaryPrimitives.ReadUInt64BigEndian(head[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(head[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(head[24..]));
        var isRequest = BinaryPrimitives.ReadUInt32BigEndian(head) == NbdProtocol.RequestMagic;
        return isRequest && request.Length <= MostBytes && request.Offset <= int.MaxValue
            ? request
            : throw new IOException("not a request of the protocol");
    }
}
