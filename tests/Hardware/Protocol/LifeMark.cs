namespace Checkpoint.Tests.Hardware.Protocol;

/// <summary>The gateway was started, stopped or killed.</summary>
/// <param name="Name">What happened.</param>
/// <param name="LitBefore">Outputs that were high just before.</param>
/// <param name="LitAfter">Outputs that were high when it had happened.</param>
/// <param name="ExitCode">Null while it runs.</param>
public sealed record LifeMark(string Name, long At, IReadOnlyList<int> LitBefore, IReadOnlyList<int> LitAfter, int? ExitCode);
