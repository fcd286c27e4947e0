using System.Text.Json;

namespace Checkpoint.Gateway.Configuration;

/// <summary>
/// All settings as they were given, by key ("Screening:ThresholdC", in any case): the file's, overridden by environment
/// variables (<c>CHECKPOINT_SCREENING__THRESHOLDC</c>). Remembers which were asked for: the rest are mistakes.
/// </summary>
internal sealed class SettingMap
{
    private const string Prefix = "CHECKPOINT_";

    private static readonly JsonDocumentOptions Leniently = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    public List<OptionFault> Faults { get; } = [];

    /// <param name="json">An object of objects; comments and trailing commas are allowed.</param>
    /// <param name="environment">Variables other than <c>CHECKPOINT_{section}__{name}</c> are none of ours.</param>
    /// <param name="over">Counts over both.</param>
    public static SettingMap Read(
        string json, IEnumerable<KeyValuePair<string, string>> environment, IEnumerable<KeyValuePair<string, string>> over)
    {
        var map = new SettingMap();
        try
        {
            using var document = JsonDocument.Parse(json, Leniently);
            map.Take("", document.RootElement);
        }
        catch (JsonException fault)
        {
            map.Faults.Add(new OptionFault("file", $"not JSON: {fault.Message}"));
        }

        foreach (var (name, value) in environment)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && name.Contains("__", StringComparison.Ordinal))
                map._values[name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        foreach (var (key, value) in over)
            map._values[key] = value;
        return map;
    }

    public string? Find(string key)
    {
        _asked.Add(key);
        return _values.GetValueOrDefault(key);
    }

    /// <summary>Faults the settings that nobody asked for.</summary>
    public void RefuseUnknown()
    {
        foreach (var key in _values.Keys.Where(key => !_asked.Contains(key)).Order(StringComparer.OrdinalIgnoreCase))
            Faults.Add(new OptionFault(key, "is not a setting of this gateway"));
    }

    private void Take(string key, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
                Take(key.Length == 0 ? property.Name : $"{key}:{property.Name}", property.Value);
            return;
        }

        if (key.Length == 0 || element.ValueKind is JsonValueKind.Array or JsonValueKind.Null)
            Faults.Add(new OptionFault(key.Length == 0 ? "file" : key, $"is {element.ValueKind}; a text, number or true/false goes here"));
        else if (!_values.TryAdd(key, element.ToString()))
            Faults.Add(new OptionFault(key, "is given twice"));
    }
}
