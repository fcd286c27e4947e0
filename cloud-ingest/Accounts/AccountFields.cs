using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>Fields of accounts and tokens as people write them; each answers with a problem, or null when it can be used.</summary>
internal static class AccountFields
{
    public const int MaxNameLength = 64;

    /// <summary>How everything is written, where an area is given to somebody: it must not come about by leaving something out.</summary>
    public const string Everything = "all";

    /// <summary>
    /// ASCII letters and digits, '.', '-', '_', '@' and Chinese characters: names are shown in pages, logs and tables, and two
    /// that look alike must be the same. Letters of other scripts that look like ASCII's are left out for that reason.
    /// </summary>
    public static string? NameProblem(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return "is missing";
        if (name.Length > MaxNameLength)
            return $"must have at most {MaxNameLength} characters, has {name.Length}";
        return name.All(IsOfName) && (char.IsAsciiLetterOrDigit(name[0]) || IsChinese(name[0]))
            ? null
            : "must be of letters a-z, digits, '.', '-', '_', '@' and Chinese characters, and begin with a letter, digit or Chinese character";
    }

    /// <summary>Names differ not by case.</summary>
    public static string Normal(string name) => name.ToLowerInvariant();

    public static string AreaText(Area area) => area.IsEverything ? Everything : area.Code;

    public static string? AreaProblem(string? text, out Area area)
    {
        area = Area.Everything;
        if (string.IsNullOrEmpty(text))
            return $"is missing; it must be '{Everything}', or the 6, 9 or 12 digits of a district, street or community";
        return text == Everything || Area.TryParse(text, out area)
            ? null
            : $"must be '{Everything}', or the 6, 9 or 12 digits of a district, street or community";
    }

    private static bool IsOfName(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or '@' || IsChinese(character);

    /// <summary>CJK Unified Ideographs and Extension A: those of names in everyday use.</summary>
    private static bool IsChinese(char character) => character is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF';
}
