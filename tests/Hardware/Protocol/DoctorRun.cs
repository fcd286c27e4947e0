namespace Checkpoint.Tests.Hardware.Protocol;

/// <summary>One run of <c>checkpoint-gateway doctor --json</c>.</summary>
/// <param name="Ailment">What was wrong with the board.</param>
/// <param name="Output">All that it said.</param>
public sealed record DoctorRun(string Ailment, int ExitCode, string Output);
