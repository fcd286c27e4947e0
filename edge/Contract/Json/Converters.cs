using System.Text.Json;
using System.Text.Json.Serialization;
using Checkpoint.Contract.Records;

namespace Checkpoint.Contract.Json;

/// <summary>An enum by its <see cref="WireName"/>; numbers are refused.</summary>
public sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>A gate id as its text.</summary>
public sealed class GateIdConverter : JsonConverter<GateId>
{
    public override GateId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        GateId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("not a gate id");

    public override void Write(Utf8JsonWriter writer, GateId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

/// <summary>A stream id as 16 hex digits: as a number it would not survive readers that know only doubles.</summary>
public sealed class StreamIdConverter : JsonConverter<StreamId>
{
    public override StreamId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StreamId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("not a stream id");

    public override void Write(Utf8JsonWriter writer, StreamId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>A histogram as an object of its filled bins, <c>{"b366": 3, "over": 1}</c>.</summary>
public sealed class BodyHistogramConverter : JsonConverter<BodyHistogram>
{
    private static readonly Dictionary<string, int> Bins =
        Enumerable.Range(BodyHistogram.Under, BodyHistogram.Over + 1).ToDictionary(BodyHistogram.NameOf);

    public override BodyHistogram Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bins = new List<(int Bin, int Count)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!Bins.TryGetValue(reader.GetString()!, out var bin))
                throw new JsonException($"no such bin: {reader.GetString()}");
            reader.Read();
            bins.Add((bin, reader.GetInt32()));
        }

        try
        {
            return BodyHistogram.From(bins);
        }
        catch (ArgumentException invalid)
        {
            throw new JsonException(invalid.Message, invalid);
        }
    }

    public override void Write(Utf8JsonWriter writer, BodyHistogram value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (bin, count) in value.Filled)
            writer.WriteNumber(BodyHistogram.NameOf(bin), count);
        writer.WriteEndObject();
    }
}
