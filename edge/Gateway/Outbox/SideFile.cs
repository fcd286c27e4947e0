using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Checkpoint.Gateway.Outbox;

/// <summary>One small JSON file in the outbox's folder, written by commands or by the gateway, and read by both.</summary>
/// <param name="check">What is wrong with the content, naming the field and its limit; null for nothing.</param>
internal sealed class SideFile<T>(string folder, string name, JsonTypeInfo<T> json, Func<T, string?> check)
    where T : class
{
    /// <summary>Far more than any of them needs; a file that is larger is none of ours.</summary>
    private const int MostBytes = 64 * 1024;

    public string Name => name;

    public string FilePath { get; } = Path.Combine(folder, name);

    public SideFileContent<T> Read()
    {
        try
        {
            // Not File.Exists: what stands there and is no file is told, not overlooked.
            return Path.Exists(FilePath) ? Parse(RegularFile.Read(FilePath, MostBytes)) : default;
        }
        catch (FileNotFoundException)
        {
            return default;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Damaged(fault.Message);
        }
    }

    /// <exception cref="IOException">It could not be made durable; the old file is still whole.</exception>
    public void Write(T content) => DurableFile.Write(FilePath, JsonSerializer.SerializeToUtf8Bytes(content, json));

    /// <returns>False if there was none.</returns>
    /// <exception cref="IOException">It may still be there after a power cut.</exception>
    public bool Delete() => DurableFile.Delete(FilePath);

    private SideFileContent<T> Parse(byte[] bytes)
    {
        try
        {
            if (JsonSerializer.Deserialize(bytes, json) is not { } content)
                return Damaged("null");
            return check(content) is { } fault ? Damaged(fault) : new SideFileContent<T>(content, null);
        }
        catch (JsonException fault)
        {
            return Damaged(fault.Path is { Length: > 2 } path ? $"{path[2..]} is not what it should be" : "not JSON");
        }
    }

    private SideFileContent<T> Damaged(string why) => new(null, $"{name} can't be read: {why}");
}

/// <summary>What a file says, or why it says nothing; neither when there is no file.</summary>
internal readonly record struct SideFileContent<T>(T? Value, string? Fault)
    where T : class
{
    public bool IsMissing => Value is null && Fault is null;
}
