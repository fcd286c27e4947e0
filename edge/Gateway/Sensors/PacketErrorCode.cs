namespace Checkpoint.Gateway.Sensors;

/// <summary>SMBus packet error code: CRC-8, polynomial x⁸+x²+x+1 (07), from 0, most significant bit first.</summary>
public static class PacketErrorCode
{
    /// <summary>Over every byte on the wire, both address bytes included (MLX90614 datasheet rev 13, figs 8 and 9).</summary>
    public static byte Of(ReadOnlySpan<byte> wire)
    {
        byte code = 0;
        foreach (var octet in wire)
            code = Next(code, octet);
        return code;
    }

    private static byte Next(byte code, byte octet)
    {
        code ^= octet;
        for (var bit = 0; bit < 8; bit++)
            code = (byte)((code << 1) ^ ((code & 0x80) != 0 ? 0x07 : 0));
        return code;
    }
}
