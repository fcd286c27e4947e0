using System.Buffers.Binary;

namespace Checkpoint.DeviceSim.Faults.Power;

/// <summary>Client and server agree on the one disk there is, whatever its name.</summary>
internal static class NbdHandshake
{
    private const int MostOptionBytes = 64 * 1024;

    /// <returns>False if the client wants nothing of it.</returns>
    public static async Task<bool> RunAsync(Stream stream, long diskBytes, CancellationToken cancellation)
    {
        var hello = new byte[18];
        BinaryPrimitives.WriteUInt64BigEndian(hello, NbdProtocol.InitMagic);
        BinaryPrimitives.WriteUInt64BigEndian(hello.AsSpan(8), NbdProtocol.OptionMagic);
        BinaryPrimitives.WriteUInt16BigEndian(hello.AsSpan(16), NbdProtocol.HandshakeFlags);
        await stream.WriteAsync(hello, cancellation).ConfigureAwait(false);
        await stream.ReadExactlyAsync(new byte[4], cancellation).ConfigureAwait(false); // the client's flags
        var option = new byte[16];
        while (true)
        {
            await stream.ReadExactlyAsync(option, cancellation).ConfigureAwait(false);
            var (kind, length) = (BinaryPrimitives.ReadUInt32BigEndian(option.AsSpan(8)), BinaryPrimitives.ReadUInt32BigEndian(option.AsSpan(12)));
            if (length > MostOptionBytes)
                throw new IOException($"an option of {length} bytes");
            await stream.ReadExactlyAsync(new byte[length], cancellation).ConfigureAwait(false);
            if (kind is NbdProtocol.OptionGo or NbdProtocol.OptionInfo)
                await ReplyAsync(stream, kind, NbdProtocol.Information, Export(diskBytes), cancellation).ConfigureAwait(false);
            var isKnown = kind is NbdProtocol.OptionGo or NbdProtocol.OptionInfo or NbdProtocol.OptionAbort;
            await ReplyAsync(stream, kind, isKnown ? NbdProtocol.Acknowledged : NbdProtocol.Unsupported, [], cancellation).ConfigureAwait(false);
            if (kind is NbdProtocol.OptionGo or NbdProtocol.OptionAbort)
                return kind == NbdProtocol.OptionGo;
        }
    }

    /// <summary>NBD_INFO_EXPORT: type 0, size, flags.</summary>
    private static byte[] Export(long diskBytes)
    {
        var export = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(export.AsSpan(2), diskBytes);
        BinaryPrimitives.WriteUInt16BigEndian(export.AsSpan(10), NbdProtocol.TransmissionFlags);
        return export;
    }

    private static async Task ReplyAsync(Stream stream, uint option, uint kind, byte[] data, CancellationToken cancellation)
    {
        var reply = new byte[20 + data.Length];
        BinaryPrimitives.WriteUInt64BigEndian(reply, NbdProtocol.OptionReplyMagic);
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(8), option);
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(12), kind);
        BinaryPrimitives.WriteInt32BigEndian(reply.AsSpan(16), data.Length);
        data.CopyTo(reply, 20);
        await stream.WriteAsync(reply, cancellation).ConfigureAwait(false);
    }
}
