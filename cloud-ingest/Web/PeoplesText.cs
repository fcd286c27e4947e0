using Checkpoint.CloudIngest.Web.Guard;

namespace Checkpoint.CloudIngest.Web;

/// <summary>What people write to one another: lines, without other characters of control.</summary>
internal static class PeoplesText
{
    /// <summary>Faults go to the body's fields.</summary>
    /// <param name="max">Characters.</param>
    public static string Lines(this RequestBody body, string key, int max, bool required)
    {
        var text = (required ? body.Fields.RequiredText(key) : body.Fields.Text(key, ""))!.ReplaceLineEndings("\n");
        if (text.Length > max || text.Any(character => char.IsControl(character) && character != '\n'))
            body.Fields.Fault(key, $"must be at most {max} characters, none of control but ends of lines");
        return text.Trim();
    }
}
