using System.Text;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>
/// What a password must be, by NIST SP 800-63B-4, 3.1.1: long, for it is the only factor; not one that everybody guesses; and
/// nothing else, neither composition nor expiry. Text is taken as it is typed, without normalization.
/// </summary>
internal static class PasswordRules
{
    /// <summary>Characters, for a password that is the only factor.</summary>
    public const int MinLength = 15;

    /// <summary>The standard asks to take at least 64.</summary>
    public const int MaxLength = 128;

    /// <summary>What must be left of a password beside common words and the account's own name.</summary>
    private const int MinOwn = 6;

    private const int MinDistinct = 5;

    /// <summary>What the passwords most often found in leaks are made of; at this length they are strung together.</summary>
    private static readonly string[] Common =
    [
        "checkpoint", "password", "passw0rd", "p@ssw0rd", "1234567890", "123456789", "12345678", "0987654321", "qwertyuiop", "qwerty",
        "asdfghjkl", "zxcvbnm", "1q2w3e4r5t", "1qaz2wsx", "letmein", "welcome", "iloveyou", "woaini", "administrator", "admin", "monkey",
        "dragon", "football", "baseball", "sunshine", "princess", "superman", "changeme", "secret", "abc123", "a123456", "5201314",
        "147258369", "123123", "111111", "000000", "666666", "888888", "123456", "mima",
    ];

    /// <returns>What is wrong; null when it can be used.</returns>
    public static string? Problem(string? password, string name)
    {
        if (string.IsNullOrEmpty(password))
            return "is missing";
        var length = password.EnumerateRunes().Count();
        if (length is < MinLength or > MaxLength)
            return $"must have {MinLength} to {MaxLength} characters, has {length}";
        if (password.Any(char.IsControl))
            return "must not contain control characters";
        return IsCommon(password.ToLowerInvariant(), name) ? "is too easily guessed: common words, the account's name or a row of characters" : null;
    }

    private static bool IsCommon(string password, string name)
    {
        if (password.EnumerateRunes().Distinct().Count() < MinDistinct || IsRow(password))
            return true;
        var own = new StringBuilder(password);
        foreach (var word in Common.Append(name.Length > 2 ? name : "checkpoint"))
            own.Replace(word, "");
        return own.Length < MinOwn;
    }

    /// <summary>Each character follows the one before: abcdef…, 987654….</summary>
    private static bool IsRow(string text) =>
        text.Zip(text.Skip(1)).All(pair => pair.Second - pair.First == 1) || text.Zip(text.Skip(1)).All(pair => pair.First - pair.Second == 1);
}
