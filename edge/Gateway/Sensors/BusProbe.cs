namespace Checkpoint.Gateway.Sensors;

/// <summary>
/// Looks at every address of a bus. Reads only: each address is asked for its register 0, and those that answer for what
/// tells the chips apart that a gate knows.
/// </summary>
public static class BusProbe
{
    /// <summary>I²C keeps the addresses below and above for itself.</summary>
    public const byte FirstAddress = 0x08;

    public const byte LastAddress = 0x77;

    /// <summary>
    /// From here on multiplexers have their addresses too; they take any command for an order to switch, so that nothing
    /// but register 0 and a BME280's own two addresses is asked there.
    /// </summary>
    private const byte FirstMultiplexer = 0x70;

    /// <summary>So many addresses in a row without an end: the adapter waits up to a second for each.</summary>
    private const int MostUnended = 3;

    private const int PecReads = 4;

    public static BusScan Scan(ISmBus bus)
    {
        var (chips, unended) = (new List<FoundChip>(), 0);
        var (low, high) = (0, 0);
        Span<byte> response = stackalloc byte[1];
        for (var address = FirstAddress; address <= LastAddress; address++)
        {
            var answer = bus.Read(address, 0, response);
            unended = answer is BusAnswer.TimedOut or BusAnswer.Fault ? unended + 1 : 0;
            if (unended == MostUnended)
                return new BusScan(BusState.Hung, []);
            if (answer != BusAnswer.Ok)
                continue;
            chips.Add(new FoundChip(address, ChipKind.Unknown));
            low += response[0] == 0x00 ? 1 : 0;
            high += response[0] == 0xFF ? 1 : 0;
        }

        const int All = LastAddress - FirstAddress + 1;
        if (chips.Count == All && (low == All || high == All))
            return new BusScan(low == All ? BusState.StuckLow : BusState.StuckHigh, []);
        return chips.Count == 0
            ? new BusScan(BusState.Silent, [])
            : new BusScan(BusState.Working, [.. chips.Select(chip => chip with { Kind = Tell(bus, chip.Address) })]);
    }

    private static ChipKind Tell(ISmBus bus, byte address)
    {
        if (address is AirOptions.LowAddress or AirOptions.HighAddress)
            return TellAir(bus, address);
        if (address >= FirstMultiplexer)
            return ChipKind.Unknown;
        var chip = new Mlx90614(bus, new SensorOptions { Address = address, CheckPec = false });
        return chip.TestPec(PecReads).Verdict switch
        {
            PecVerdict.Valid => ChipKind.Mlx90614,
            PecVerdict.NotSent when KnowsItsAddress(chip, address) => ChipKind.Mlx90614,
            _ => ChipKind.Unknown,
        };
    }

    /// <summary>Without codes to go by, any chip's bytes may look like a temperature.</summary>
    private static bool KnowsItsAddress(Mlx90614 chip, byte address) =>
        chip.ReadWord(Mlx90614.AddressCell) is { IsGood: true } cell && (cell.Word & 0x7F) == address;

    private static ChipKind TellAir(ISmBus bus, byte address)
    {
        Span<byte> id = stackalloc byte[1];
        if (bus.Read(address, Bme280.IdRegister, id) != BusAnswer.Ok)
            return ChipKind.Unknown;
        return id[0] switch
        {
            Bme280.Bme280Id => ChipKind.Bme280,
            Bme280.Bmp280Id => ChipKind.Bmp280,
            _ => ChipKind.Unknown,
        };
    }
}
