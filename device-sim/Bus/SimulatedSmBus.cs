using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.Bus;

/// <summary>Chips and faults under the real driver: answers with bytes on the wire, packet error code included.</summary>
public sealed class SimulatedSmBus(Random random, BusFaultRates rates) : ISmBus
{
    private readonly Lock _gate = new();
    private readonly Dictionary<byte, ISimulatedChip> _chips = [];
    private BusFaultKind? _injected;
    private int _injectedLeft;

    public SimulatedSmBus()
        : this(new Random(0), BusFaultRates.None)
    {
    }

    /// <param name="address">7 bits.</param>
    public void Attach(byte address, ISimulatedChip chip)
    {
        lock (_gate)
            _chips[address] = chip;
    }

    /// <summary>The next transactions fail so, whatever the rates say; 0 ends it.</summary>
    public void Inject(BusFaultKind kind, int transactions)
    {
        lock (_gate)
        {
            _injected = kind;
            _injectedLeft = transactions;
        }
    }

    public BusAnswer Read(byte address, byte command, Span<byte> response)
    {
        lock (_gate)
        {
            var fault = NextFault();
            if (fault is BusFaultKind.TimedOut)
                return BusAnswer.TimedOut;
            if (fault is BusFaultKind.StuckHigh or BusFaultKind.StuckLow)
                return Stuck(response, fault == BusFaultKind.StuckHigh);
            var word = _chips.TryGetValue(address, out var chip) ? chip.ReadWord(command) : null;
            return fault is BusFaultKind.Nack || word is null
                ? BusAnswer.Nack
                : Answer(address, command, word.Value, fault, response);
        }
    }

    public void Dispose()
    {
    }

    private static BusAnswer Stuck(Span<byte> response, bool high)
    {
        response.Fill((byte)(high ? 0xFF : 0x00));
        return BusAnswer.Ok;
    }

    private BusAnswer Answer(byte address, byte command, ushort word, BusFaultKind? fault, Span<byte> response)
    {
        if (fault is BusFaultKind.ErrorFlag)
            word |= 0x8000;
        Span<byte> wire = [(byte)(address << 1), command, (byte)((address << 1) | 1), (byte)word, (byte)(word >> 8), 0];
        wire[5] = PacketErrorCode.Of(wire[..5]);
        if (fault is BusFaultKind.BadPec)
            wire[3 + random.Next(3)] ^= (byte)(1 << random.Next(8));
        response.Fill(0xFF);
        wire[3..Math.Min(6, 3 + response.Length)].CopyTo(response);
        return BusAnswer.Ok;
    }

    private BusFaultKind? NextFault()
    {
        if (_injectedLeft == 0)
            return rates.Pick(random.NextDouble());
        _injectedLeft--;
        return _injected;
    }
}
