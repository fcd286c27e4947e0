using System.Text.Json;
using Checkpoint.CloudIngest.Reports;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>Evaluations as they are kept, on one line. The same evaluation is always the same text.</summary>
internal static class WarningJson
{
    private static readonly JsonSerializerOptions Options = new(ReportJson.Options) { WriteIndented = false };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">No version of this program wrote it.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("null");
}
