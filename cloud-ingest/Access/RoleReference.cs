using System.Text.Json.Serialization;

namespace Checkpoint.CloudIngest.Access;

/// <summary>A role that a client has.</summary>
internal sealed record RoleReference([property: JsonPropertyName("rolename")] string RoleName);
