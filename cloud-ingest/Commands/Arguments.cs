using Checkpoint.CloudIngest.Settings;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>Values of options, checked.</summary>
internal static class Arguments
{
    /// <summary>Null for null.</summary>
    /// <exception cref="CommandFault">Not a gate id.</exception>
    public static GateId? Gate(string? text, string option)
    {
        if (text is null)
            return null;
        return GateId.TryParse(text, out var gate)
            ? gate
            : throw new CommandFault(
                ExitCode.Usage,
                $"{option}: '{text}' is not a gate id: {GateId.MinLength} to {GateId.MaxLength} of a-z, 0-9 and '-', not beginning with '-'");
    }

    /// <summary>Null for null.</summary>
    /// <exception cref="CommandFault">Not a stream id.</exception>
    public static StreamId? Stream(string? text, string option)
    {
        if (text is null)
            return null;
        return StreamId.TryParse(text, out var stream)
            ? stream
            : throw new CommandFault(ExitCode.Usage, $"{option}: '{text}' is not a stream id: 16 hex digits, not all zero");
    }

    /// <summary>Null for null.</summary>
    /// <exception cref="CommandFault">Not a time.</exception>
    public static DateTimeOffset? Time(string? text, string option)
    {
        if (text is null)
            return null;
        return TimeText.TryParse(text, out var time)
            ? time
            : throw new CommandFault(ExitCode.Usage, $"{option}: '{text}' is not a time such as 2026-01-31T08:00:00+08:00");
    }
}
