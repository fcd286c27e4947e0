using System.Text.Json;
using System.Text.Json.Serialization;
using Checkpoint.Contract.Records;

namespace Checkpoint.Contract.Json;

/// <summary>JSON of the contract's types, generated at compile time. Other contexts may combine with it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    Converters =
    [
        typeof(GateIdConverter),
        typeof(StreamIdConverter),
        typeof(BodyHistogramConverter),
        typeof(SnakeCaseEnumConverter<ScreeningOutcome>),
        typeof(SnakeCaseEnumConverter<ScreeningQuality>),
        typeof(SnakeCaseEnumConverter<ScreeningReason>),
        typeof(SnakeCaseEnumConverter<BodyModel>),
        typeof(SnakeCaseEnumConverter<PassageDirection>),
        typeof(SnakeCaseEnumConverter<PassageEnd>),
        typeof(SnakeCaseEnumConverter<GateEventType>),
        typeof(SnakeCaseEnumConverter<SummarySpan>),
        typeof(SnakeCaseEnumConverter<ClockQuality>),
        typeof(SnakeCaseEnumConverter<GateState>),
    ])]
[JsonSerializable(typeof(GateRecord))]
[JsonSerializable(typeof(GateStatus))]
public sealed partial class ContractJson : JsonSerializerContext;
