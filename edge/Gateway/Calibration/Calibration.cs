using System.Globalization;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Calibrations;

/// <summary>
/// What one thermometer must be corrected by, and how that was found. Corrected is the surface temperature after the supply
/// and before the skin's emissivity: gain × reading + offset.
/// </summary>
public sealed record Calibration
{
    public const string FileName = "calibration.json";

    public const string PreviousFileName = "calibration.previous.json";

    /// <summary>The part's id, 16 hex digits: the correction is this part's alone.</summary>
    public required string Sensor { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>False when nobody vouched for the board's clock on that date.</summary>
    public required bool IsDateTrusted { get; init; }

    public required string Operator { get; init; }

    public required CalibrationMethod Method { get; init; }

    /// <summary>Of what was measured: 1 for an ideal blackbody.</summary>
    public required double TargetEmissivity { get; init; }

    /// <summary>As it was set (Screening:SupplyVolts); set to another, readings shift and the correction no longer holds.</summary>
    public required double SupplyVolts { get; init; }

    /// <summary>The chip's cell 24 then, 4 hex digits.</summary>
    public required string EmissivityWord { get; init; }

    /// <summary>The chip's cell 25 then, 4 hex digits.</summary>
    public required string ConfigWord { get; init; }

    public required IReadOnlyList<CalibrationPoint> Points { get; init; }

    /// <summary>°C.</summary>
    public required double OffsetC { get; init; }

    public required double Gain { get; init; }

    /// <summary>With the correction that was in force before.</summary>
    public required Residuals Before { get; init; }

    public required Residuals After { get; init; }

    /// <summary>The day, and whether to believe it.</summary>
    public string DateText =>
        $"{Date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{(IsDateTrusted ? "" : " (clock not set)")}";

    /// <summary>As good as a medical part.</summary>
    public bool IsMedical => After.MostC <= CalibrationLimits.MostMedicalResidualC;

    /// <summary>A cell's word as it is written here.</summary>
    public static string WordText(ushort word) => word.ToString("x4", CultureInfo.InvariantCulture);

    public bool IsOf(Mlx90614Identity identity) => Sensor == identity.IdText;
}
