using System.Globalization;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Calibrations;

/// <summary>calibration.json, the one before it, and usual-body.json, in the outbox's folder.</summary>
internal sealed class CalibrationFiles(string folder)
{
    /// <summary>Of a median of people who looked normal.</summary>
    private const int LeastUsualCentiC = 3000;

    private const int MostUsualCentiC = 4200;

    private readonly SideFile<Calibration> _calibration =
        new(folder, Calibration.FileName, CalibrationJson.Default.Calibration, Check);

    private readonly SideFile<Calibration> _previous =
        new(folder, Calibration.PreviousFileName, CalibrationJson.Default.Calibration, Check);

    private readonly SideFile<UsualBody> _usual = new(folder, UsualBody.FileName, CalibrationJson.Default.UsualBody, Check);

    public string CalibrationPath => _calibration.FilePath;

    public SideFileContent<Calibration> ReadCalibration() => _calibration.Read();

    public SideFileContent<UsualBody> ReadUsualBody() => _usual.Read();

    /// <summary>Keeps the one before under its own name. What people usually measure is to be learned anew.</summary>
    /// <exception cref="IOException">Not saved; the present calibration is as it was.</exception>
    public void Save(Calibration calibration)
    {
        DurableFolder.Create(folder);
        if (File.Exists(CalibrationPath))
            DurableFile.Write(_previous.FilePath, File.ReadAllBytes(CalibrationPath));
        _calibration.Write(calibration);
        _usual.Delete();
    }

    /// <exception cref="IOException">Not kept.</exception>
    public void Save(UsualBody usual) => _usual.Write(usual);

    private static string? Check(Calibration calibration) => Faults(calibration).FirstOrDefault(fault => fault is not null);

    private static IEnumerable<string?> Faults(Calibration calibration) =>
    [
        IsHex(calibration.Sensor, 16) ? null : "sensor is not 16 hex digits",
        IsHex(calibration.ConfigWord, 4) ? null : "config_word is not 4 hex digits",
        IsHex(calibration.EmissivityWord, 4) ? null : "emissivity_word is not 4 hex digits",
        PlainText.Fault(calibration.Operator, CalibrationLimits.MostOperatorBytes) is { } fault ? $"operator {fault}" : null,
        calibration.Points.Count is >= 1 and <= CalibrationLimits.MostPoints
            ? null
            : $"points: {calibration.Points.Count}, not 1 to {CalibrationLimits.MostPoints}",
        Within(calibration.OffsetC, -CalibrationLimits.MostOffsetC, CalibrationLimits.MostOffsetC, "offset_c"),
        Within(calibration.Gain, CalibrationLimits.LeastGain, CalibrationLimits.MostGain, "gain"),
        Within(calibration.After.MostC, 0, CalibrationLimits.MostResidualC, "after.most_c"),
    ];

    private static string? Check(UsualBody usual) =>
        IsHex(usual.Sensor, 16) ? Within(usual.MedianCentiC, LeastUsualCentiC, MostUsualCentiC, "median_centi_c") : "sensor is not 16 hex digits";

    /// <summary>Not a number is within nothing.</summary>
    private static string? Within(double value, double least, double most, string field) => value >= least && value <= most
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{field} is {value}, not between {least} and {most}");

    private static bool IsHex(string text, int digits) => text.Length == digits && text.All(char.IsAsciiHexDigitLower);
}
