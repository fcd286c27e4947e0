using System.Text.Json.Serialization;

namespace Checkpoint.CloudIngest.Access;

/// <summary>
/// One command to Mosquitto's dynamic-security plugin, in its own words (mosquitto.org/documentation/dynamic-security);
/// what a command does not take is null and absent.
/// </summary>
internal sealed record DynamicSecurityCommand(
    [property: JsonPropertyName("command")] string Command)
{
    /// <summary>Comes back with the response.</summary>
    [JsonPropertyName("correlationData")]
    public string? CorrelationData { get; init; }

    [JsonPropertyName("rolename")]
    public string? RoleName { get; init; }

    [JsonPropertyName("username")]
    public string? UserName { get; init; }

    [JsonPropertyName("clientid")]
    public string? ClientId { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    [JsonPropertyName("textname")]
    public string? TextName { get; init; }

    [JsonPropertyName("acls")]
    public IReadOnlyList<AccessRule>? Rules { get; init; }

    [JsonPropertyName("roles")]
    public IReadOnlyList<RoleReference>? Roles { get; init; }

    [JsonPropertyName("verbose")]
    public bool? Verbose { get; init; }

    [JsonPropertyName("count")]
    public int? Count { get; init; }

    [JsonPropertyName("offset")]
    public int? Offset { get; init; }
}
