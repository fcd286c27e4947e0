using System.Text.Json.Serialization;
using Checkpoint.Contract.Json;

namespace Checkpoint.Gateway.Calibrations;

/// <summary>The files beside the outbox that calibration is about.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(SnakeCaseEnumConverter<CalibrationMethod>)])]
[JsonSerializable(typeof(Calibration))]
[JsonSerializable(typeof(UsualBody))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
