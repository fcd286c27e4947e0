using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>A pooled byte buffer that line protocol is written into. Not for more than one thread.</summary>
internal sealed class LineBuffer : IDisposable
{
    /// <summary>No number needs more.</summary>
    private const int MaxNumberBytes = 20;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);

    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    public void Write(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Free(utf8.Length));
        _length += utf8.Length;
    }

    public void Write(byte character)
    {
        Free(1)[0] = character;
        _length++;
    }

    public void WriteNumber(long value)
    {
        Utf8Formatter.TryFormat(value, Free(MaxNumberBytes), out var written);
        _length += written;
    }

    /// <summary>A field's name with its comma and equals sign, and a whole number.</summary>
    public void WriteInteger(ReadOnlySpan<byte> name, long value)
    {
        var free = Free(name.Length + MaxNumberBytes + 1);
        name.CopyTo(free);
        Utf8Formatter.TryFormat(value, free[name.Length..], out var written);
        free[name.Length + written] = (byte)'i';
        _length += name.Length + written + 1;
    }

    /// <summary>A number of hundredths as a decimal with two places.</summary>
    public void WriteHundredths(long value)
    {
        var free = Free(MaxNumberBytes + 3);
        var sign = 0;
        if (value < 0)
            free[sign++] = (byte)'-';
        var (whole, rest) = Math.DivRem((ulong)Math.Abs(value), 100);
        Utf8Formatter.TryFormat(whole, free[sign..], out var written);
        free[sign + written] = (byte)'.';
        free[sign + written + 1] = (byte)('0' + rest / 10);
        free[sign + written + 2] = (byte)('0' + rest % 10);
        _length += sign + written + 3;
    }

    /// <summary>A field's text in quotes; quotes and backslashes in it escaped.</summary>
    public void WriteQuoted(string text)
    {
        Free(2 + 2 * Encoding.UTF8.GetMaxByteCount(text.Length));
        _bytes[_length++] = (byte)'"';
        var end = _length + Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
        if (_bytes.AsSpan(_length, end - _length).IndexOfAny((byte)'"', (byte)'\\') >= 0)
            end = EscapeInPlace(_length, end);
        _length = end;
        Write((byte)'"');
    }

    private int EscapeInPlace(int start, int end)
    {
        var added = _bytes.AsSpan(start, end - start).Count((byte)'"') + _bytes.AsSpan(start, end - start).Count((byte)'\\');
        for (int from = end - 1, to = from + added; from >= start; from--)
        {
            _bytes[to--] = _bytes[from];
            if (_bytes[from] is (byte)'"' or (byte)'\\')
                _bytes[to--] = (byte)'\\';
        }

        return end + added;
    }

    /// <summary>What is free, at least so much.</summary>
    private Span<byte> Free(int count)
    {
        if (_bytes.Length - _length < count)
            Grow(count);
        return _bytes.AsSpan(_length);
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + count));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
