using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Sensors;

public sealed class BusProbeTests : IDisposable
{
    private readonly SimulatedSmBus _bus = new();

    public void Dispose() => _bus.Dispose();

    [Fact]
    public void Every_chip_is_found_at_its_address_and_by_its_kind()
    {
        var moved = new SimulatedMlx90614 { SendsPec = false };
        moved.SetWord(Mlx90614.AddressCell, 0xBE2A);
        _bus.Attach(0x2A, moved);
        _bus.Attach(0x5A, new SimulatedMlx90614());
        _bus.Attach(0x68, new OtherChip());
        _bus.Attach(0x76, new SimulatedBme280());
        _bus.Attach(0x77, new SimulatedBme280(hasHumidity: false));

        var scan = BusProbe.Scan(_bus);

        Assert.Equal(BusState.Working, scan.State);
        Assert.Equal(
            [
                new(0x2A, ChipKind.Mlx90614), new(0x5A, ChipKind.Mlx90614), new(0x68, ChipKind.Unknown),
                new(0x76, ChipKind.Bme280), new FoundChip(0x77, ChipKind.Bmp280),
            ],
            scan.Chips);
    }

    [Fact]
    public void A_multiplexer_is_asked_for_nothing_but_its_register_0()
    {
        var other = new OtherChip();
        _bus.Attach(0x70, other);

        Assert.Equal(new FoundChip(0x70, ChipKind.Unknown), Assert.Single(BusProbe.Scan(_bus).Chips));
        Assert.Equal([0], other.Asked);
    }

    [Fact]
    public void Nothing_is_written()
    {
        var chip = new SimulatedMlx90614();
        _bus.Attach(0x5A, chip);
        var counted = new WritesRefused(_bus);

        Assert.Single(BusProbe.Scan(counted).Chips);
    }

    [Fact]
    public void A_bus_without_chips_is_silent() => Assert.Equal(BusState.Silent, BusProbe.Scan(_bus).State);

    [Theory]
    [InlineData(BusFaultKind.StuckLow, BusState.StuckLow)]
    [InlineData(BusFaultKind.StuckHigh, BusState.StuckHigh)]
    [InlineData(BusFaultKind.TimedOut, BusState.Hung)]
    [InlineData(BusFaultKind.Nack, BusState.Silent)]
    public void A_stuck_bus_is_told_from_a_full_one(BusFaultKind fault, BusState expected)
    {
        _bus.Attach(0x5A, new SimulatedMlx90614());
        _bus.Inject(fault, 10_000);

        var scan = BusProbe.Scan(_bus);

        Assert.Equal(expected, scan.State);
        Assert.Empty(scan.Chips);
    }

    [Fact]
    public void A_hung_bus_is_given_up_soon()
    {
        var bus = new RecordedSmBus((BusAnswer.TimedOut, []));

        Assert.Equal(BusState.Hung, BusProbe.Scan(bus).State);
        Assert.Equal(3, bus.Reads);
    }

    private sealed class OtherChip : ISimulatedChip
    {
        public List<byte> Asked { get; } = [];

        public bool Read(byte address, byte command, Span<byte> response)
        {
            Asked.Add(command);
            response.Fill(0x42);
            return true;
        }

        public bool Write(byte address, ReadOnlySpan<byte> data) => throw new InvalidOperationException("written to");
    }

    private sealed class WritesRefused(ISmBus bus) : ISmBus
    {
        public BusAnswer Read(byte address, byte command, Span<byte> response) => bus.Read(address, command, response);

        public BusAnswer Write(byte address, ReadOnlySpan<byte> data) => throw new InvalidOperationException("written to");

        public void Dispose()
        {
        }
    }
}
