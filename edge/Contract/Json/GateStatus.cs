using System.Text.Json;

namespace Checkpoint.Contract.Json;

/// <summary>The retained JSON of <c>…/status</c>.</summary>
/// <param name="Version">Of the gateway's software.</param>
public sealed record GateStatus(GateState State, string? Version)
{
    public const int MaxBytes = 1024;

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, ContractJson.Default.GateStatus);

    /// <summary>Null for anything that is not a status.</summary>
    public static GateStatus? TryParse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
            return null;
        try
        {
            return JsonSerializer.Deserialize(utf8, ContractJson.Default.GateStatus);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Whether the gate is connected: said by itself, or by the broker for it (last will).</summary>
public enum GateState
{
    Online = 1,
    Offline = 2,
}
