using System.Text.Json;

namespace Checkpoint.CloudIngest.Settings;

/// <summary>
/// Environment variables laid over the configuration file: <c>CHECKPOINT_STORE__INFLUX__TIMEOUT_MS</c> is
/// <c>store.influx.timeoutMs</c>. Variables of other sections belong to other programs and are left alone.
/// </summary>
internal sealed class EnvironmentOverlay
{
    public static readonly EnvironmentOverlay None = new(new Dictionary<string, string>());

    private const string Prefix = "CHECKPOINT_";

    private readonly Dictionary<string, (string Variable, JsonElement Value)> _values = new(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _used = [];

    public EnvironmentOverlay(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (name, value) in environment.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var path = name[Prefix.Length..].Replace("__", ".").Replace("_", "");
            _values[path] = (name, JsonSerializer.SerializeToElement(value));
        }
    }

    public JsonElement? Find(string path)
    {
        if (!_values.TryGetValue(path, out var found))
            return null;
        _used.Add(found.Variable);
        return found.Value;
    }

    /// <summary>Some variable means a key below this one.</summary>
    public bool HasBelow(string path) => _values.Keys.Any(key => key.StartsWith(path + ".", StringComparison.OrdinalIgnoreCase));

    /// <summary>Variables of these sections that no key asked for.</summary>
    public IEnumerable<string> Unused(IReadOnlyCollection<string> sections) => _values
        .Where(pair => pair.Key.Contains('.') && sections.Contains(pair.Key.Split('.')[0], StringComparer.OrdinalIgnoreCase))
        .Select(pair => pair.Value.Variable)
        .Where(variable => !_used.Contains(variable));
}
