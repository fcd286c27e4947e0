using System.Text.Json.Serialization;

namespace Checkpoint.CloudIngest.Access;

internal sealed record CommandMessage(
    [property: JsonPropertyName("commands")] IReadOnlyList<DynamicSecurityCommand> Commands);

internal sealed record ResponseMessage(
    [property: JsonPropertyName("responses")] IReadOnlyList<CommandResponse>? Responses);

/// <param name="Error">Null if the command was carried out.</param>
internal sealed record CommandResponse(
    [property: JsonPropertyName("command")] string? Command,
    [property: JsonPropertyName("correlationData")] string? CorrelationData,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("data")] ResponseData? Data);

/// <summary>What the listing commands answer.</summary>
internal sealed record ResponseData(
    [property: JsonPropertyName("totalCount")] int TotalCount,
    [property: JsonPropertyName("clients")] IReadOnlyList<BrokerClient>? Clients,
    [property: JsonPropertyName("roles")] IReadOnlyList<BrokerRole>? Roles,
    [property: JsonPropertyName("acls")] IReadOnlyList<AccessRule>? Rules);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommandMessage))]
[JsonSerializable(typeof(ResponseMessage))]
[JsonSerializable(typeof(DynamicSecurityCommand))]
internal sealed partial class DynamicSecurityJson : JsonSerializerContext;
