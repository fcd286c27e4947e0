using System.Text.Json.Serialization;

namespace Checkpoint.Gateway.Doctor;

/// <summary>What an examination found.</summary>
/// <param name="Gate">Its id; null where the settings did not tell it.</param>
/// <param name="GatewayRunning">Null if that could not be told.</param>
public sealed record DoctorReport(string? Gate, bool? GatewayRunning, IReadOnlyList<Finding> Checks)
{
    /// <summary>The gravest of all.</summary>
    public FindingResult Result => Checks.Max(finding => finding.Result);

    /// <summary>One of <see cref="Host.ExitCode"/>; it is told by the program's end.</summary>
    [JsonIgnore]
    public int ExitCode => Result switch
    {
        FindingResult.Pass => Host.ExitCode.Ok,
        FindingResult.Warn => Host.ExitCode.Warnings,
        _ => Host.ExitCode.Failures,
    };
}
