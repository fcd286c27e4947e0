using System.Text.Json.Serialization;

namespace Checkpoint.Gateway.Maintenance;

/// <summary>The files beside the outbox that maintenance is about.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(MaintenanceNote))]
[JsonSerializable(typeof(MaintenanceEnd))]
internal sealed partial class MaintenanceJson : JsonSerializerContext;
