using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Checkpoint.Contract;

/// <summary>
/// One numbering of a gate's records: a 64-bit id, random or derived from random ones, never 0, written as 16 lower-case hex digits.
/// A new one begins where the old numbering can't be trusted to go on (another board, a restored card, a damaged buffer).
/// </summary>
public readonly record struct StreamId(ulong Value)
{
    public static StreamId Random()
    {
        Span<byte> bytes = stackalloc byte[8];
        do
            RandomNumberGenerator.Fill(bytes);
        while (BitConverter.ToUInt64(bytes) == 0);
        return new StreamId(BitConverter.ToUInt64(bytes));
    }

    /// <summary>The one that all who know these bytes come to, and nobody else; they are to hold a random id themselves.</summary>
    public static StreamId Derive(ReadOnlySpan<byte> bytes)
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes));
        return new StreamId(value == 0 ? 1 : value);
    }

    public static bool TryParse(string? text, out StreamId stream)
    {
        var valid = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && text!.Length == 16 && value != 0;
        stream = new StreamId(valid ? value : 0);
        return valid;
    }

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
