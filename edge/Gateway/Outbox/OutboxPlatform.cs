using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>What an outbox rests on, so that a simulation can stand under it.</summary>
internal sealed record OutboxPlatform
{
    /// <summary>The board itself: its disk, a thread for the writer, streams at random.</summary>
    public static readonly OutboxPlatform Board = new();

    public IOutboxFolder Folder { get; init; } = new LinuxFolder();

    /// <summary>Ids of new streams; must never give one twice.</summary>
    public Func<StreamId> NewStream { get; init; } = StreamId.Random;

    /// <summary>
    /// Null: a thread of the writer's own commits what waits. Else nothing happens but in <see cref="Outbox.Turn"/>, and this is
    /// called, on the thread that brought the work, whenever some has come to wait; true where it may linger for company as
    /// long as <see cref="OutboxOptions.SettleLinger"/>.
    /// </summary>
    public Action<bool>? WorkWaits { get; init; }
}
