using System.Globalization;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor;

/// <summary>How findings say things.</summary>
internal static class Words
{
    public static string Celsius(SensorReading reading) => Invariant($"{reading.CentiC / 100.0:0.00} °C");

    public static string Celsius(double celsius) => Invariant($"{celsius:0.##} °C");

    public static string Address(int address) => Invariant($"0x{address:X2}");

    public static string Megabytes(long bytes) => Invariant($"{bytes / (1024.0 * 1024):0.#} MiB");

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>To about two figures: "40 s", "3.5 h", "12 days".</summary>
    public static string Age(TimeSpan age) => age.TotalSeconds switch
    {
        < 120 => Invariant($"{age.TotalSeconds:0} s"),
        < 7200 => Invariant($"{age.TotalMinutes:0} min"),
        < 172_800 => Invariant($"{age.TotalHours:0.#} h"),
        _ => Invariant($"{age.TotalDays:0} days"),
    };

    public static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    public static string Of(SensorFailure failure) => failure switch
    {
        SensorFailure.Nack => "nobody answers",
        SensorFailure.PecMismatch => "the words come with wrong error codes",
        SensorFailure.ErrorFlag => "the chip sets its error bit",
        SensorFailure.OutOfRange => "the word is none that a working chip gives",
        SensorFailure.BusTimedOut => "the bus does not come to an end",
        SensorFailure.BusFault => "the adapter fails",
        SensorFailure.WrongChip => "another chip answers",
        SensorFailure.NotMeasured => "the chip does not measure",
        SensorFailure.Unsteady => "two readings of the same are not the same",
        _ => "no failure",
    };

    public static string AdviceFor(SensorFailure failure) => failure switch
    {
        SensorFailure.Nack => "check the sensor's supply, its four wires and its address",
        SensorFailure.PecMismatch or SensorFailure.Unsteady => "shorten or shield the cable, check ground and pull-ups (some 4.7 kΩ each)",
        SensorFailure.ErrorFlag or SensorFailure.OutOfRange => "power-cycle the sensor; replace it if that does not help",
        SensorFailure.BusTimedOut or SensorFailure.BusFault => "something holds the bus: pull chips off one by one, check for a short",
        SensorFailure.NotMeasured => "power-cycle the chip; replace it if that does not help",
        _ => "check which chip is fitted, and the addresses in the settings",
    };
}
