namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>A file's bytes; what lies between its end and a write behind it reads as zeros.</summary>
internal sealed class FileBytes
{
    private byte[] _bytes;

    public FileBytes(ReadOnlySpan<byte> bytes) => (_bytes, Length) = (bytes.ToArray(), bytes.Length);

    public long Length { get; private set; }

    public ReadOnlySpan<byte> All => _bytes.AsSpan(0, (int)Length);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        SetLength(Math.Max(Length, offset + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan((int)offset));
    }

    /// <returns>How many bytes there were; the rest of the buffer is zeros.</returns>
    public int Read(long offset, Span<byte> buffer)
    {
        var count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        if (count > 0)
            _bytes.AsSpan((int)offset, count).CopyTo(buffer);
        buffer[count..].Clear();
        return count;
    }

    public void SetLength(long length)
    {
        if (length > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Max(length, _bytes.Length * 2L));
        if (length < Length)
            _bytes.AsSpan((int)length, (int)(Length - length)).Clear();
        Length = length;
    }
}
