using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Sensors;

/// <summary>Gives answers that were written down, one after the other, the last one for ever; notes what is written.</summary>
internal sealed class RecordedSmBus(params (BusAnswer Answer, byte[] Bytes)[] answers) : ISmBus
{
    public int Reads { get; private set; }

    /// <summary>All that was written: address, then data.</summary>
    public List<byte[]> Written { get; } = [];

    public BusAnswer Read(byte address, byte command, Span<byte> response)
    {
        var (answer, bytes) = answers[Math.Min(Reads++, answers.Length - 1)];
        bytes.CopyTo(response);
        return answer;
    }

    public BusAnswer Write(byte address, ReadOnlySpan<byte> data)
    {
        Written.Add([address, .. data]);
        return BusAnswer.Ok;
    }

    public void Dispose()
    {
    }
}
