namespace Checkpoint.Tests.Hardware;

/// <summary>All tests look at the same run.</summary>
[CollectionDefinition(nameof(OnTheBoard))]
public sealed class OnTheBoard : ICollectionFixture<BoardRun>;
