using System.Collections.Immutable;
using Checkpoint.CloudIngest.Settings;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>Reads a gate's closures.</summary>
internal static class ClosureFields
{
    public static ImmutableArray<Closure> Read(JsonFields gate)
    {
        var closures = ImmutableArray.CreateBuilder<Closure>();
        foreach (var fields in gate.Children("closures"))
        {
            var closure = new Closure(
                Time(fields, "from") ?? default, Time(fields, "until", optional: true), Text(fields, "reason"), Text(fields, "by"), Time(fields, "declared") ?? default);
            if (closure.Until <= closure.From)
                fields.Fault("until", $"must be later than 'from', {closure.From:O}");
            if (closures.LastOrDefault() is { } former && (former.Until is not { } end || closure.From < end))
                fields.Fault("from", "must not be before the end of the closure before, which must have one");
            closures.Add(closure);
            fields.Finish();
        }

        return closures.ToImmutable();
    }

    private static string Text(JsonFields fields, string key)
    {
        var text = fields.RequiredText(key);
        if (text.Length > Closure.MaxText || text.Any(char.IsControl))
            fields.Fault(key, $"must be at most {Closure.MaxText} characters, none of control");
        return text;
    }

    private static DateTimeOffset? Time(JsonFields fields, string key, bool optional = false)
    {
        var text = optional ? fields.Text(key) : fields.RequiredText(key);
        if (TimeText.TryParse(text, out var time))
            return time;
        if (text is { Length: > 0 } || (optional && text is not null))
            fields.Fault(key, $"must be a time such as 2026-01-31T08:00:00+08:00, is '{text}'");
        return null;
    }
}
