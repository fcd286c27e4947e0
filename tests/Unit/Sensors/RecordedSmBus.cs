using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Sensors;

/// <summary>Gives answers that were written down, one after the other, the last one for ever.</summary>
internal sealed class RecordedSmBus(params (BusAnswer Answer, byte[] Bytes)[] answers) : ISmBus
{
    public int Reads { get; private set; }

    public BusAnswer Read(byte address, byte command, Span<byte> response)
    {
        var (answer, bytes) = answers[Math.Min(Reads++, answers.Length - 1)];
        bytes.CopyTo(response);
        return answer;
    }

    public void Dispose()
    {
    }
}
