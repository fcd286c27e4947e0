using System.Globalization;

namespace Checkpoint.Tests.Hardware.Guest;

/// <summary>The simulated MLX90614: what it sees, and what ails its bus.</summary>
internal static class Chip
{
    private const string Folder = "/sys/module/board_i2c/parameters";

    public static int Reads => int.Parse(File.ReadAllText($"{Folder}/reads"), CultureInfo.InvariantCulture);

    /// <summary>A temperature as the chip says it (datasheet: 0.02 K a count).</summary>
    public static int WordOf(double celsius) => (int)Math.Round((celsius + 273.15) / 0.02);

    public static void See(int word) => Set("object", word);

    public static void Be(int word) => Set("ambient", word);

    public static void Fail(BusFault fault, int every)
    {
        Set("fault_every", 0);
        Set("fault_kind", (int)fault);
        Set("fault_every", every);
    }

    public static void Mend() => Set("fault_every", 0);

    public static void Set(string parameter, int value) => Set(parameter, $"{value}");

    public static void Set(string parameter, string value) => File.WriteAllText($"{Folder}/{parameter}", value);
}
