namespace Checkpoint.Gateway.Sensors;

/// <summary>Where the thermometer is and how it is asked.</summary>
public sealed record SensorOptions
{
    /// <summary>The i2c-dev node. Give the sensor a bus of its own: traffic to others disturbs its readings.</summary>
    public string BusPath { get; init; } = "/dev/i2c-1";

    /// <summary>7 bits; 0x5A as delivered (datasheet rev 13).</summary>
    public int Address { get; init; } = 0x5A;

    /// <summary>Tries for one reading, the first included; only what a second try may mend is tried again. 1 to 10.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>
    /// Compares the chip's packet error code. The datasheet (fig 8) says that reads carry one; a Linux driver once said
    /// they don't. Switch it off only for a part that is seen to send none.
    /// </summary>
    public bool CheckPec { get; init; } = true;

    /// <summary>
    /// What the chip's own emissivity is to be. 1.0 as delivered, and best left so: skin's emissivity is corrected by the
    /// program (Screening:Emissivity), and a change in the chip spoils its calibration (datasheet rev 13). A chip that says
    /// another is not trusted.
    /// </summary>
    public double ChipEmissivity { get; init; } = 1.0;

    /// <summary>The grade that was bought; no chip tells it.</summary>
    public SensorPart Part { get; init; } = SensorPart.Medical;

    public IReadOnlyList<OptionFault> Validate(string section)
    {
        var faults = new OptionFaults(section);
        faults.Require(BusPath.StartsWith('/'), nameof(BusPath), $"'{BusPath}' is not an absolute path");
        faults.Within(Address, 0x03, 0x77, nameof(Address), "(7-bit address)");
        faults.Within(Tries, 1, 10, nameof(Tries), "");
        faults.Within(ChipEmissivity, Mlx90614Eeprom.LeastEmissivity, Mlx90614Eeprom.MostEmissivity, nameof(ChipEmissivity), "");
        faults.Defined(Part, nameof(Part));
        return faults.All;
    }
}
