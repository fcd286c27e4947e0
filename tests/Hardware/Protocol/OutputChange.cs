namespace Checkpoint.Tests.Hardware.Protocol;

/// <summary>An output changed.</summary>
public sealed record OutputChange(long At, int Line, bool High);
