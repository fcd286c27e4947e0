using Checkpoint.Gateway.Doctor;

namespace Checkpoint.Tests.Unit.Doctor;

internal sealed class FakeDisk : IDisk
{
    public string? Format { get; set; } = "ext4";

    public long? Free { get; set; } = 8L << 30;

    public Exception? Refusal { get; set; }

    public string? FormatOf(string folder) => Format;

    public long? FreeBytes(string folder) => Free;

    public void TryWriting(string folder)
    {
        if (Refusal is { } refusal)
            throw refusal;
    }
}
