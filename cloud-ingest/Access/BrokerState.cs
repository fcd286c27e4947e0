using System.Text.Json.Serialization;

namespace Checkpoint.CloudIngest.Access;

/// <summary>A client that the broker knows.</summary>
/// <param name="ClientId">The only client id it may connect with; null for any.</param>
internal sealed record BrokerClient(
    [property: JsonPropertyName("username")] string UserName,
    [property: JsonPropertyName("clientid")] string? ClientId,
    [property: JsonPropertyName("roles")] IReadOnlyList<RoleReference>? Roles);

internal sealed record BrokerRole(
    [property: JsonPropertyName("rolename")] string RoleName,
    [property: JsonPropertyName("acls")] IReadOnlyList<AccessRule>? Rules);

/// <summary>Who may do what at the broker, as the plugin lists it.</summary>
internal sealed record BrokerState(
    IReadOnlyList<AccessRule> Defaults,
    IReadOnlyDictionary<string, BrokerClient> Clients,
    IReadOnlyDictionary<string, BrokerRole> Roles);
