using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Checkpoint.Contract.Json;

namespace Checkpoint.Gateway.Doctor;

/// <summary>A report for scripts; names are kept stable.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    Converters = [typeof(SnakeCaseEnumConverter<FindingResult>)])]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class DoctorJson : JsonSerializerContext
{
    /// <summary>With "°C" as it is: it goes to a file or a terminal, never into a page.</summary>
    public static string Write(DoctorReport report)
    {
        var plain = new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return JsonSerializer.Serialize(report, new DoctorJson(plain).DoctorReport);
    }
}
