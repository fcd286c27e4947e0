using System.Globalization;
using System.Security.Cryptography;

namespace Checkpoint.Contract;

/// <summary>
/// One numbering of a gate's records: a random 64-bit id, never 0, written as 16 lower-case hex digits. A new one begins
/// where the old numbering can't be trusted to go on (another board, a restored card, a damaged buffer).
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

    public static bool TryParse(string? text, out StreamId stream)
    {
        var valid = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && text!.Length == 16 && value != 0;
        stream = new StreamId(valid ? value : 0);
        return valid;
    }

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
