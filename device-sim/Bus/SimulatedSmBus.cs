using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.Bus;

/// <summary>Chips and faults under the real driver: bytes on the wire.</summary>
public sealed class SimulatedSmBus(Random random, BusFaultRates rates) : ISmBus
{
    private const int WordAndCode = 3;

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

    /// <summary>Pulls a chip off.</summary>
    public void Detach(byte address)
    {
        lock (_gate)
            _chips.Remove(address);
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
            if (fault is BusFaultKind.Nack || !_chips.TryGetValue(address, out var chip) || !chip.Read(address, command, response))
                return BusAnswer.Nack;
            if (fault is { } spoilt)
                Spoil(spoilt, address, command, response);
            return BusAnswer.Ok;
        }
    }

    public BusAnswer Write(byte address, ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            switch (NextFault())
            {
                case BusFaultKind.TimedOut:
                    return BusAnswer.TimedOut;

                // A low line acknowledges everything, and no chip has heard it.
                case BusFaultKind.StuckLow:
                    return BusAnswer.Ok;
                case BusFaultKind.StuckHigh or BusFaultKind.Nack:
                    return BusAnswer.Nack;
                case BusFaultKind.BadPec:
                    data = Turned(data);
                    break;
            }

            return _chips.TryGetValue(address, out var chip) && chip.Write(address, data) ? BusAnswer.Ok : BusAnswer.Nack;
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

    private byte[] Turned(ReadOnlySpan<byte> data)
    {
        var turned = data.ToArray();
        turned[random.Next(turned.Length)] ^= (byte)(1 << random.Next(8));
        return turned;
    }

    private void Spoil(BusFaultKind fault, byte address, byte command, Span<byte> response)
    {
        if (fault == BusFaultKind.BadPec)
            response[random.Next(response.Length)] ^= (byte)(1 << random.Next(8));
        if (fault != BusFaultKind.ErrorFlag || response.Length != WordAndCode)
            return;
        response[1] |= 0x80;
        ReadOnlySpan<byte> wire = [(byte)(address << 1), command, (byte)((address << 1) | 1), response[0], response[1]];
        response[2] = PacketErrorCode.Of(wire);
    }

    private BusFaultKind? NextFault()
    {
        if (_injectedLeft == 0)
            return rates.Pick(random.NextDouble());
        _injectedLeft--;
        return _injected;
    }
}
