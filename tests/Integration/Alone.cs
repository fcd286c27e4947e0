namespace Checkpoint.Tests.Integration;

/// <summary>For tests that count what belongs to the whole process: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
