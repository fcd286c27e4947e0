using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Network;

/// <summary>
/// One direction of one TCP connection: in order, each packet once. What meets a cut waits for its end, as TCP sends it again,
/// unless the connection is given up before.
/// </summary>
internal sealed class Pipe(EventLoop loop, Random random, SimulatedLink link, Func<bool> isCut)
{
    private readonly Queue<Packet> _stalled = new();
    private long _last;
    private bool _isDead;

    /// <summary>The end it leads to takes nothing any more.</summary>
    public void Die()
    {
        _isDead = true;
        _stalled.Clear();
    }

    /// <param name="arrive">Is told how long it has been on its way, microseconds.</param>
    public void Send(Action<long> arrive)
    {
        var packet = new Packet(arrive, loop.Now);
        if (isCut() || _stalled.Count > 0)
            _stalled.Enqueue(packet);
        else
            Carry(packet);
    }

    /// <summary>The cut may have ended: what waited goes on.</summary>
    public void Resume()
    {
        if (isCut())
            return;
        while (_stalled.TryDequeue(out var packet))
            Carry(packet);
    }

    private void Carry(Packet packet)
    {
        _last = Math.Max(_last + 1, loop.Now + link.Latency(random));
        loop.Schedule(null, _last, () => Arrive(packet));
    }

    private void Arrive(Packet packet)
    {
        if (_isDead)
            return;
        if (isCut())
            _stalled.Enqueue(packet);
        else
            packet.Arrive(loop.Now - packet.SentAt);
    }

    private readonly record struct Packet(Action<long> Arrive, long SentAt);
}
