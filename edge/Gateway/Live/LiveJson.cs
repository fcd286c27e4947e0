using System.Text.Json.Serialization;
using Checkpoint.Contract.Json;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Live;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(SnakeCaseEnumConverter<LaneLine>),
        typeof(SnakeCaseEnumConverter<PanelSignals>),
        typeof(SnakeCaseEnumConverter<SensorFailure>),
    ])]
[JsonSerializable(typeof(LiveLine))]
internal sealed partial class LiveJson : JsonSerializerContext;
