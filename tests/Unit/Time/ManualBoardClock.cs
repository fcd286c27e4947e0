using Checkpoint.Gateway.Time;

namespace Checkpoint.Tests.Unit.Time;

/// <summary>A board whose boots and time are the test's.</summary>
internal sealed class ManualBoardClock : IBoardClock
{
    private long _boottimeMicroseconds = 1_000_000;

    public Guid BootId { get; private set; } = Guid.NewGuid();

    public BoardInstant Now => new(BootId, Interlocked.Read(ref _boottimeMicroseconds));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _boottimeMicroseconds, (long)time.TotalMicroseconds);

    public void Reboot()
    {
        BootId = Guid.NewGuid();
        Interlocked.Exchange(ref _boottimeMicroseconds, 1_000_000);
    }
}
