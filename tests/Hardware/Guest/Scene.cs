using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Hardware.Protocol;

namespace Checkpoint.Tests.Hardware.Guest;

/// <summary>The board, the gateway's records and the protocol, as those who act need them.</summary>
internal sealed class Scene
{
    /// <summary>Of one wait. The machine is emulated and may share its processors with others: a start takes 5 s to minutes.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly LinuxBoardClock _clock = new();

    public Scene(string outboxFile)
    {
        Protocol = new BoardProtocol { Kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim() };
        Lines = new BoardLines(_clock, Protocol);
        Outbox = new OutboxView(outboxFile);
    }

    public BoardProtocol Protocol { get; }

    public BoardLines Lines { get; }

    public OutboxView Outbox { get; }

    public long Now => _clock.Now.BoottimeMicroseconds;

    /// <summary>Goes on when the time is up: what is missing is in the protocol, and the tests see the rest.</summary>
    public void Await(string what, Func<bool> state)
    {
        var until = Now + (long)Deadline.TotalMicroseconds;
        while (!state())
        {
            if (Now >= until)
            {
                Miss(what);
                return;
            }

            Thread.Sleep(PollInterval);
        }
    }

    public void Miss(string what)
    {
        Protocol.Missed.Add(what);
        Say($"MISSED: {what}");
    }

    public void Say(string what) => Console.WriteLine($"{Now / 1e6,6:0.0} s  {what}");
}
