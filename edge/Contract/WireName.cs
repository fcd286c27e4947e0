using System.Collections.Frozen;
using System.Text.Json;

namespace Checkpoint.Contract;

/// <summary>An enum's members by the one name they have outside the program (tags, JSON, metrics): snake_case.</summary>
public static class WireName
{
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Names[value];

    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum => Table<T>.Values.TryGetValue(name, out value);

    /// <summary>True for a member, false for a number that no member has.</summary>
    public static bool IsDefined<T>(T value)
        where T : struct, Enum => Table<T>.Names.ContainsKey(value);

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values =
            Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}
