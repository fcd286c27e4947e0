using System.Globalization;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web;

/// <summary>A query or route parameter as the API's document tells it. A route takes no query parameter that it does not tell.</summary>
/// <param name="Text">What it is, its limits, and what holds without it.</param>
/// <param name="Choices">Its values, where there are only these.</param>
internal sealed record Parameter(string Name, string Text, string Example, IReadOnlyList<string>? Choices = null)
{
    private const string Times = "a time from 2020 to 2099 (ISO 8601; UTC where it tells no offset, '+' written as %2B)";

    private const string Days = "a day from 2020-01-01 to today, as the service's time zone has it";

    /// <summary>Which gate or place; for whose area is not everything, it must lie in that.</summary>
    public static Parameter GateOrPlace(string name) => new(
        name, "A gate's id, or the code of a community (12 digits), street (9) or district (6); without it, all that you may see.", "230103001001");

    public static Parameter Place(string name) => new(
        name, "The code of a community (12 digits), street (9) or district (6); without it, your own area.", "230103001");

    /// <param name="before">How long before `to` it is without it.</param>
    public static Parameter From(string before) => new("from", $"{Sentence(Times)} at or after which; without it, {before} before `to`.", "2026-02-10T00:00:00+08:00");

    public static Parameter To { get; } = new("to", $"{Sentence(Times)} before which; without it, now.", "2026-02-11T00:00:00+08:00");

    /// <param name="before">How long before `to` it is without it.</param>
    /// <param name="limit">What more holds.</param>
    public static Parameter FirstDay(string before, string limit = "") => new("from", $"The first day: {Days}{limit}; without it, {before} before `to`.", "2026-02-01");

    public static Parameter LastDay { get; } = new("to", $"The last day: {Days}; without it, today.", "2026-02-10");

    public static Parameter Limit(int usual, int most) => new(
        "limit", string.Create(CultureInfo.InvariantCulture, $"How many at most, 1 to {most}; without it, {usual}."), usual.ToString(CultureInfo.InvariantCulture));

    public static Parameter Cursor(string example) => new("cursor", "The `next` of an earlier answer, to go on behind it; without it, from the beginning.", example);

    /// <summary>A word of a list.</summary>
    public static Parameter Choice<T>(string name, string text, T example)
        where T : struct, Enum => new(name, text, WireName.Of(example), [.. Enum.GetValues<T>().Select(choice => WireName.Of(choice))]);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
