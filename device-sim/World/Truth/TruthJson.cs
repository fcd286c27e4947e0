using System.Text.Json;
using System.Text.Json.Serialization;
using Checkpoint.Contract.Json;

namespace Checkpoint.DeviceSim.World.Truth;

/// <summary>The truth's lines as JSON, records in the contract's own form.</summary>
internal static class TruthJson
{
    private static readonly JsonSerializerOptions Options = new(ContractJson.Default.Options)
    {
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] Write(TruthEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Options);

    /// <exception cref="JsonException">Not a line of a truth.</exception>
    public static TruthEntry Read(string line) => JsonSerializer.Deserialize<TruthEntry>(line, Options)
        ?? throw new JsonException("null is not a line of a truth");
}
