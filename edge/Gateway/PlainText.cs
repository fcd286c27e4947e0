using System.Text;
using Checkpoint.Contract;

namespace Checkpoint.Gateway;

/// <summary>Names and reasons that people type in, and that go into files and records.</summary>
internal static class PlainText
{
    /// <returns>What is wrong with it; null for nothing.</returns>
    public static string? Fault(string text, int mostBytes)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "is empty";
        if (text.Any(char.IsControl))
            return "has control characters";
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes <= mostBytes ? null : $"has {bytes} bytes of UTF-8, more than {mostBytes}";
    }

    /// <summary>As much of it as a record's detail may hold; control characters become spaces.</summary>
    public static string Detail(string text)
    {
        var cut = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > RecordLimits.MaxDetailBytes)
                break;
            cut.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return cut.ToString();
    }
}
