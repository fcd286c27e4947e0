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
        Reserve(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(_length));
        _length += utf8.Length;
    }

    public void Write(byte character)
    {
        Reserve(1);
        _bytes[_length++] = character;
    }

    public void WriteNumber(long value)
    {
        Reserve(MaxNumberBytes);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out var written);
        _length += written;
    }

    /// <summary>A number of hundredths as a decimal with two places.</summary>
    public void WriteHundredths(long value)
    {
        if (value < 0)
            Write((byte)'-');
        var (whole, rest) = Math.DivRem((ulong)Math.Abs(value), 100);
        WriteNumber((long)whole);
        Reserve(3);
        _bytes[_length++] = (byte)'.';
        _bytes[_length++] = (byte)('0' + rest / 10);
        _bytes[_length++] = (byte)('0' + rest % 10);
    }

    /// <summary>A field's text in quotes; quotes and backslashes in it escaped.</summary>
    public void WriteQuoted(string text)
    {
        Reserve(2 + 2 * Encoding.UTF8.GetMaxByteCount(text.Length));
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

    private void Reserve(int count)
    {
        if (_bytes.Length - _length >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + count));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
