using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>Who answers on the thermometer's bus.</summary>
internal sealed class ChipsCheck(Patient patient) : QuickCheck(patient, "bus_chips", isGroundwork: true)
{
    protected override Finding Look()
    {
        var scan = BusProbe.Scan(Patient.Bus);
        return scan.State switch
        {
            BusState.Silent => Fail("nobody answers at any address", "check the sensor's supply and its four wires"),
            BusState.StuckLow => Fail(
                "every address answers with zeros: the data line is held low", "check SDA for a short to ground, or a chip without supply"),
            BusState.StuckHigh => Fail(
                "every address answers with ones: the data line stays high", "check SDA for a cut wire or a short to the supply"),
            BusState.Hung => Fail(
                "no transaction comes to an end: the clock line is held low", "check SCL for a short to ground; power-cycle the sensors"),
            _ => Judge(scan.Chips),
        };
    }

    private Finding Judge(IReadOnlyList<FoundChip> chips)
    {
        var seen = string.Join(", ", chips.Select(chip => $"{Words.Address(chip.Address)} {NameOf(chip.Kind)}"));
        var address = Patient.Options.Sensor.Address;
        if (chips.Any(chip => chip.Address == address))
            return Pass(seen);
        var moved = chips.Where(chip => chip.Kind == ChipKind.Mlx90614).Select(chip => Words.Address(chip.Address)).ToList();
        return moved.Count > 0
            ? Fail($"{seen}; nobody at {Words.Address(address)}", $"set Sensor:Address to {moved[0]}")
            : Fail($"{seen}; no thermometer at {Words.Address(address)}", "check the thermometer's supply and wires");
    }

    private static string NameOf(ChipKind kind) => kind switch
    {
        ChipKind.Mlx90614 => "MLX90614",
        ChipKind.Bme280 => "BME280",
        ChipKind.Bmp280 => "BMP280",
        _ => "not known",
    };
}
