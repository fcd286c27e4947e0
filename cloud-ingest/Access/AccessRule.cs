using System.Text.Json.Serialization;

namespace Checkpoint.CloudIngest.Access;

/// <summary>What a role allows; as a default for all clients without a topic.</summary>
/// <param name="Kind">publishClientSend, publishClientReceive, subscribeLiteral, subscribePattern, …</param>
internal sealed record AccessRule(
    [property: JsonPropertyName("acltype")] string Kind,
    [property: JsonPropertyName("topic")] string? Topic,
    [property: JsonPropertyName("allow")] bool Allow);
