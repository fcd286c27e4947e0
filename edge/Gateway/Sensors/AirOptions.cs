namespace Checkpoint.Gateway.Sensors;

/// <summary>Air sensors (Bosch BME280, or BMP280 without humidity) beside the thermometer; both may be absent.</summary>
public sealed record AirOptions
{
    /// <summary>Of an address: nothing is fitted.</summary>
    public const int NotFitted = -1;

    /// <summary>The two addresses that the chip has, by the level of its SDO pin.</summary>
    public const int LowAddress = 0x76;

    public const int HighAddress = 0x77;

    /// <summary>Of the sensor in the vestibule where people are measured.</summary>
    public int VestibuleAddress { get; init; } = NotFitted;

    /// <summary>Of the sensor outside, where people come from.</summary>
    public int OutdoorAddress { get; init; } = NotFitted;

    /// <summary>The i2c-dev node; null for the thermometer's own bus, whose traffic disturbs it a little.</summary>
    public string? BusPath { get; init; }

    /// <summary>Air changes slowly, and each reading warms the chip and the bus.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    public bool HasVestibule => VestibuleAddress != NotFitted;

    public bool HasOutdoor => OutdoorAddress != NotFitted;

    public bool HasAny => HasVestibule || HasOutdoor;

    public IReadOnlyList<OptionFault> Validate(string section)
    {
        var faults = new OptionFaults(section);
        RequireAddress(faults, VestibuleAddress, nameof(VestibuleAddress));
        RequireAddress(faults, OutdoorAddress, nameof(OutdoorAddress));
        faults.Require(
            !HasVestibule || VestibuleAddress != OutdoorAddress,
            nameof(OutdoorAddress),
            $"0x{OutdoorAddress:X2} is the vestibule's already");
        faults.Require(BusPath is null || BusPath.StartsWith('/'), nameof(BusPath), $"'{BusPath}' is not an absolute path");
        faults.Within(Interval, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(Interval));
        return faults.All;
    }

    /// <summary>On one bus no two chips can have one address.</summary>
    public IReadOnlyList<OptionFault> ValidateBeside(SensorOptions thermometer, string section)
    {
        var faults = new OptionFaults(section);
        if (BusPath is not null && BusPath != thermometer.BusPath)
            return faults.All;
        var problem = $"0x{thermometer.Address:X2} is the thermometer's already (Sensor:Address)";
        faults.Require(!HasVestibule || VestibuleAddress != thermometer.Address, nameof(VestibuleAddress), problem);
        faults.Require(!HasOutdoor || OutdoorAddress != thermometer.Address, nameof(OutdoorAddress), problem);
        return faults.All;
    }

    private static void RequireAddress(OptionFaults faults, int address, string name) => faults.Require(
        address is NotFitted or LowAddress or HighAddress, name, $"{address} is not 0x76 or 0x77, or {NotFitted} for none");
}
