using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;

namespace Checkpoint.DeviceSim.Bus;

/// <summary>Notes when the first word of a surface was given: how soon after its start a gateway samples.</summary>
public sealed class FirstAnswerBus(ISmBus bus, IBoardClock clock) : ISmBus
{
    private long _firstAnswerMicroseconds;

    /// <summary>CLOCK_BOOTTIME, microseconds; null before it.</summary>
    public long? FirstAnswerMicroseconds => Interlocked.Read(ref _firstAnswerMicroseconds) is var at and not 0 ? at : null;

    public BusAnswer Read(byte address, byte command, Span<byte> response)
    {
        var answer = bus.Read(address, command, response);
        if (answer == BusAnswer.Ok && command == SimulatedMlx90614.Object1 && Interlocked.Read(ref _firstAnswerMicroseconds) == 0)
            Interlocked.Exchange(ref _firstAnswerMicroseconds, clock.Now.BoottimeMicroseconds);
        return answer;
    }

    public BusAnswer Write(byte address, ReadOnlySpan<byte> data) => bus.Write(address, data);

    public void Dispose() => bus.Dispose();
}
