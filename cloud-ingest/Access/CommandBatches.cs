using System.Text.Json;

namespace Checkpoint.CloudIngest.Access;

/// <summary>Splits commands into control messages that the broker takes.</summary>
internal static class CommandBatches
{
    /// <summary>The demo's broker takes 64 KiB of payload (its message_size_limit); a command is well under 1 KiB.</summary>
    public const int BytesAtMost = 60_000;

    /// <summary>The plugin writes its whole file for each command: this bounds how long the broker does nothing else.</summary>
    public const int CommandsAtMost = 50;

    public static IEnumerable<IReadOnlyList<DynamicSecurityCommand>> Split(IEnumerable<DynamicSecurityCommand> commands)
    {
        var batch = new List<DynamicSecurityCommand>();
        int bytes = 0;
        foreach (DynamicSecurityCommand command in commands)
        {
            int length = JsonSerializer.SerializeToUtf8Bytes(
                command, DynamicSecurityJson.Default.DynamicSecurityCommand).Length;
            if (batch.Count == CommandsAtMost || (batch.Count > 0 && bytes + length > BytesAtMost))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
            batch.Add(command);
            bytes += length + 1;
        }
        if (batch.Count > 0)
            yield return batch;
    }
}
