using System.Diagnostics.CodeAnalysis;

namespace Checkpoint.Contract;

/// <summary>A gate's name, as it stands in topics, tags and file names: <c>[a-z0-9][a-z0-9-]{2,31}</c>.</summary>
public readonly record struct GateId
{
    public const int MinLength = 3;

    public const int MaxLength = 32;

    private readonly string? _value;

    private GateId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A gate id must be parsed, not defaulted.");

    /// <summary>False for anything that is not a gate id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out GateId id)
    {
        var valid = text is { Length: >= MinLength and <= MaxLength } && text[0] != '-' && text.All(IsAllowed);
        id = valid ? new GateId(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">Not a gate id; the message says what one looks like.</exception>
    public static GateId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException(
            $"'{text}' is not a gate id: {MinLength} to {MaxLength} of a-z, 0-9 and '-', not beginning with '-'.");

    public override string ToString() => Value;

    internal static bool IsAllowed(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)
        || character == '-';
}
