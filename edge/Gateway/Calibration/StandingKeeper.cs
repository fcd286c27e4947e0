using System.Globalization;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Calibrations;

/// <summary>
/// Knows the thermometer: reads which one it is, and what the files beside the outbox say of that one. For the lane's
/// thread; it looks again whenever another sensor or another calibration may have come.
/// </summary>
public sealed class StandingKeeper(
    Mlx90614 thermometer, SensorOptions sensor, ScreeningOptions screening, string folder, TimeKeeper time, ILogger logger)
{
    private readonly CalibrationFiles _files = new(folder);
    private SensorCorrection? _correction;

    /// <summary><see cref="SensorStanding.Unknown"/> while the chip does not answer.</summary>
    public SensorStanding Look()
    {
        if (thermometer.ReadIdentity(out var identity) != SensorFailure.None || identity is null)
            return SensorStanding.Unknown;
        var found = _files.ReadCalibration();
        if (found.Fault is { } fault)
            logger.LogError("{Fault}; the sensor is not trusted until it is calibrated anew", fault);
        var calibration = found.Value is { } known && known.IsOf(identity) ? known : null;
        var correction = new SensorCorrection(
            identity.Id, calibration?.OffsetC ?? screening.OffsetC, calibration?.Gain ?? screening.Gain);
        _correction = correction;
        return new SensorStanding
        {
            Doubt = Join(Doubts(identity, found)),
            IsMedical = sensor.Part == SensorPart.Medical || calibration is { IsMedical: true },
            Correction = correction,
            UsualBodyCentiC = UsualBodyOf(correction),
            Description = $"sensor {identity.IdText}, {(calibration is null ? "not calibrated" : $"calibrated {calibration.DateText}")}",
        };
    }

    /// <summary>Keeps it for the next start. Not waited for: it can be learned again, and the lane has people to screen.</summary>
    public void KeepUsualBody(int centiC)
    {
        if (_correction is not { } correction)
            return;
        var now = time.Now;
        DateTimeOffset? date = now.IsKnown ? DateTimeOffset.UnixEpoch.AddMicroseconds(now.Microseconds) : null;
        var usual = new UsualBody(IdText(correction.SensorId), correction.OffsetC, correction.Gain, centiC, date);
        _ = Task.Run(() => Save(usual));
    }

    private static string? Join(IEnumerable<string> doubts) => string.Join("; ", doubts) is { Length: > 0 } all ? PlainText.Detail(all) : null;

    private static string IdText(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);

    private static string Emissivity(double value) => value.ToString("0.00##", CultureInfo.InvariantCulture);

    private void Save(UsualBody usual)
    {
        try
        {
            _files.Save(usual);
        }
        catch (IOException fault)
        {
            logger.LogWarning("What people usually measure is not kept: {Fault}", fault.Message);
        }
    }

    private IEnumerable<string> Doubts(Mlx90614Identity identity, SideFileContent<Calibration> found)
    {
        if (!identity.HasEmissivity(sensor.ChipEmissivity))
            yield return $"the chip's emissivity is set to {Emissivity(identity.Emissivity)}, not {Emissivity(sensor.ChipEmissivity)}";
        if (found.Fault is { } fault)
            yield return fault;
        if (found.Value is not { } calibration)
            yield break;
        if (!calibration.IsOf(identity))
        {
            yield return $"calibrated for sensor {calibration.Sensor}, this is {identity.IdText}";
            yield break;
        }

        // Which configuration a part came with is not known; that it is another one than when it was calibrated is.
        if (calibration.ConfigWord != Calibration.WordText(identity.ConfigWord))
            yield return $"the chip's configuration was {calibration.ConfigWord} when it was calibrated, and is {Calibration.WordText(identity.ConfigWord)}";
        if (calibration.EmissivityWord != Calibration.WordText(identity.EmissivityWord))
            yield return "the chip's emissivity is not what it was when it was calibrated";
        if (calibration.SupplyVolts != screening.SupplyVolts)
            yield return string.Create(CultureInfo.InvariantCulture, $"calibrated with SupplyVolts {calibration.SupplyVolts}, set to {screening.SupplyVolts}");
    }

    private int? UsualBodyOf(SensorCorrection correction)
    {
        var found = _files.ReadUsualBody();
        if (found.Fault is { } fault)
            logger.LogWarning("{Fault}; it is learned anew", fault);
        return found.Value is { } usual
            && (usual.Sensor, usual.OffsetC, usual.Gain) == (IdText(correction.SensorId), correction.OffsetC, correction.Gain)
            ? usual.MedianCentiC
            : null;
    }
}
