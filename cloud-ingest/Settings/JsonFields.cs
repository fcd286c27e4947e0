using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Settings;

/// <summary>
/// Reads one JSON object key by key. Every fault goes to one list, so that all are told at once; a faulty key reads as its
/// fallback. <see cref="Finish"/> names the keys that nobody asked for.
/// </summary>
internal sealed class JsonFields
{
    private readonly JsonElement? _object;

    private readonly string _path;

    private readonly List<KeyFault> _faults;

    private readonly EnvironmentOverlay _overlay;

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <param name="element">Null or not an object: all keys are absent.</param>
    /// <param name="path">Empty for the whole file.</param>
    /// <param name="overlay">Values that go before the file's.</param>
    public JsonFields(JsonElement? element, string path, List<KeyFault> faults, EnvironmentOverlay? overlay = null)
    {
        (_path, _faults, _overlay) = (path, faults, overlay ?? EnvironmentOverlay.None);
        if (element is { ValueKind: JsonValueKind.Object })
            _object = element;
        else if (element is { } other)
            Fault("", $"must be an object, is {NameOf(other)}");
    }

    public bool Has(string key) => Find(key) is not null || _overlay.HasBelow(PathOf(key));

    public void Fault(string key, string problem) => _faults.Add(new KeyFault(PathOf(key), problem));

    public string? Text(string key, string? fallback = null)
    {
        var found = Find(key);
        if (found is null or { ValueKind: JsonValueKind.String })
            return found?.GetString() ?? fallback;
        Fault(key, $"must be a text, is {NameOf(found.Value)}");
        return fallback;
    }

    /// <summary>A text that must be there and not be blank; "" after a fault.</summary>
    public string RequiredText(string key)
    {
        if (Find(key) is null)
            Fault(key, "is missing");
        else if (Text(key) is { } text && string.IsNullOrWhiteSpace(text))
            Fault(key, "must not be empty");
        return Text(key) ?? "";
    }

    public long Integer(string key, long fallback, long min, long max)
    {
        if (Find(key) is not { } found)
            return fallback;
        var text = found.ValueKind is JsonValueKind.String ? found.GetString() : found.GetRawText();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
            return value;
        Fault(key, $"must be a whole number from {min} to {max}, is {NameOf(found)}");
        return fallback;
    }

    public double Number(string key, double fallback, double min, double max)
    {
        if (Find(key) is not { } found)
            return fallback;
        var text = found.ValueKind is JsonValueKind.String ? found.GetString() : found.GetRawText();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
            return value;
        Fault(key, string.Create(CultureInfo.InvariantCulture, $"must be a number from {min} to {max}, is {NameOf(found)}"));
        return fallback;
    }

    public TimeSpan Milliseconds(string key, int fallback, int min, int max) =>
        TimeSpan.FromMilliseconds(Integer(key, fallback, min, max));

    /// <summary>A time of day such as 07:00, to the end of the day.</summary>
    public TimeOnly TimeOfDay(string key, TimeOnly fallback, TimeOnly earliest)
    {
        if (Text(key) is not { } text)
            return fallback;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time >= earliest)
            return time;
        Fault(key, $"must be a time of day from {earliest:HH:mm} to 23:59 such as 07:00, is '{text}'");
        return fallback;
    }

    public bool Flag(string key, bool fallback)
    {
        switch (Find(key))
        {
            case null:
                return fallback;
            case { ValueKind: JsonValueKind.True or JsonValueKind.False } found:
                return found.GetBoolean();
            case { ValueKind: JsonValueKind.String } found when bool.TryParse(found.GetString(), out var value):
                return value;
            case { } found:
                Fault(key, $"must be true or false, is {NameOf(found)}");
                return fallback;
        }
    }

    /// <summary>A list of texts; as one text, separated by commas.</summary>
    public IReadOnlyList<string> Texts(string key, params string[] fallback)
    {
        if (Find(key) is not { } found)
            return fallback;
        if (found.ValueKind == JsonValueKind.String)
            return found.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (found.ValueKind == JsonValueKind.Array && found.EnumerateArray().All(element => element.ValueKind == JsonValueKind.String))
            return [.. found.EnumerateArray().Select(element => element.GetString()!)];
        Fault(key, $"must be a list of texts, is {NameOf(found)}");
        return fallback;
    }

    /// <summary>One of these texts.</summary>
    public string Choice(string key, string fallback, params string[] choices)
    {
        var text = Text(key, fallback)!;
        if (choices.Contains(text, StringComparer.Ordinal))
            return text;
        Fault(key, $"must be one of {string.Join(", ", choices)}, is '{text}'");
        return fallback;
    }

    /// <summary>At least one of an enum's names, none twice.</summary>
    public ImmutableArray<T> Choices<T>(string key, params T[] fallback)
        where T : struct, Enum
    {
        var chosen = ImmutableArray.CreateBuilder<T>();
        foreach (var name in Texts(key, [.. fallback.Select(one => WireName.Of(one))]))
        {
            if (!WireName.TryParse(name, out T value))
                Fault(key, $"must be of {string.Join(", ", Enum.GetValues<T>().Select(one => WireName.Of(one)))}; has '{name}'");
            else if (chosen.Contains(value))
                Fault(key, $"has '{name}' twice");
            else
                chosen.Add(value);
        }

        if (chosen.Count == 0)
            Fault(key, "must name at least one");
        return chosen.ToImmutable();
    }

    /// <summary>The object below this key; with all keys absent when there is none.</summary>
    public JsonFields Child(string key) => new(Find(key), PathOf(key), _faults, _overlay);

    /// <summary>The objects in the array below this key; none when there is no array.</summary>
    public IReadOnlyList<JsonFields> Children(string key)
    {
        if (Find(key) is not { } found)
            return [];
        if (found.ValueKind == JsonValueKind.Array)
            return [.. found.EnumerateArray().Select((element, i) => new JsonFields(element, $"{PathOf(key)}[{i}]", _faults, _overlay))];
        Fault(key, $"must be a list, is {NameOf(found)}");
        return [];
    }

    /// <summary>Names the keys that are there and were not asked for.</summary>
    public void Finish()
    {
        if (_path.Length == 0)
            _faults.AddRange(_overlay.Unused(_asked).Select(name => new KeyFault(name, "does not name a key of the configuration")));
        if (_object is not { } found)
            return;
        foreach (var property in found.EnumerateObject().Where(property => !_asked.Contains(property.Name)))
            Fault(property.Name, $"is not known here; known: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        foreach (var repeated in found.EnumerateObject().GroupBy(property => property.Name).Where(group => group.Count() > 1))
            Fault(repeated.Key, $"is there {repeated.Count()} times");
    }

    private static string NameOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"'{element.GetString()}'",
        _ => element.GetRawText(),
    };

    private JsonElement? Find(string key)
    {
        _asked.Add(key);
        if (_overlay.Find(PathOf(key)) is { } laid)
            return laid;
        return _object is { } found && found.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string PathOf(string key) => (_path, key) switch
    {
        ("", _) => key,
        (_, "") => _path,
        _ => $"{_path}.{key}",
    };
}
