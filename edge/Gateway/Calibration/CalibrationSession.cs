using System.Globalization;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Doctor;
using Checkpoint.Gateway.Maintenance;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Calibrations;

/// <summary>A calibration from its first question to the saved file. What speaks against it ends it, and nothing is saved.</summary>
/// <param name="isClockTrusted">Somebody vouches for the date of <paramref name="today"/>.</param>
internal sealed class CalibrationSession(
    GatewayOptions options,
    CalibrationRequest request,
    Mlx90614 thermometer,
    ReferenceMeter meter,
    CalibrationDialogue dialogue,
    Func<DateTimeOffset> today,
    bool isClockTrusted)
{
    private const string LockName = "calibration.lock";

    private readonly string _folder = options.Outbox.Folder;
    private readonly CalibrationFiles _files = new(options.Outbox.Folder);

    /// <exception cref="CalibrationRefusedException">Nothing was saved.</exception>
    /// <exception cref="IOException">It could not be saved; the present calibration is as it was.</exception>
    public void Run()
    {
        DurableFolder.Create(_folder);
        using var alone = Claim();
        RefuseIfScreening();
        var identity = Identify();
        RefuseIfMisset(identity);
        var present = PresentOf(identity);
        var (offsetC, gain) = present is null ? (options.Screening.OffsetC, options.Screening.Gain) : (present.OffsetC, present.Gain);
        dialogue.Begin(identity.IdText, request, present, offsetC, gain, isClockTrusted);
        var points = Measure(identity);
        var fit = CalibrationFit.Of(points, offsetC, gain);
        dialogue.Show(points, fit, offsetC, gain);
        if (fit.Refusal(isFirst: present is null) is { } why)
            throw new CalibrationRefusedException(why);
        if (!request.SavesUnasked)
            dialogue.AskToSave();
        RefuseIfScreening();
        _files.Save(CalibrationOf(identity, points, fit));
        dialogue.End(_files.CalibrationPath, OutboxFile.IsClaimed(_folder));
    }

    private FileStream Claim()
    {
        try
        {
            return new FileStream(Path.Combine(_folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (FileLock.IsTaken(taken))
        {
            throw new CalibrationRefusedException("another calibration of this gate is under way");
        }
    }

    /// <summary>The bus can be shared, but people would be screened by a sensor that looks at something else.</summary>
    private void RefuseIfScreening()
    {
        if (OutboxFile.IsClaimed(_folder) && !new MaintenanceFiles(_folder).Read().IsOn)
        {
            throw new CalibrationRefusedException(
                "the gateway is at work and people are being screened: switch maintenance on first (checkpoint-gateway maintenance on)") { IsBusy = true };
        }
    }

    private Mlx90614Identity Identify()
    {
        var failure = thermometer.ReadIdentity(out var identity);
        return identity ?? throw new CalibrationRefusedException($"the sensor: {Words.Of(failure)}; {Words.AdviceFor(failure)}");
    }

    private void RefuseIfMisset(Mlx90614Identity identity)
    {
        if (!identity.HasEmissivity(options.Sensor.ChipEmissivity))
        {
            throw new CalibrationRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"the chip's emissivity is set to {identity.Emissivity:0.00##}, not {options.Sensor.ChipEmissivity:0.00##}: the gate would not trust it"));
        }
    }

    /// <returns>This sensor's calibration; null if it has none that can be read.</returns>
    private Calibration? PresentOf(Mlx90614Identity identity)
    {
        var found = _files.ReadCalibration();
        if (found.Fault is { } fault)
            dialogue.Note($"{fault}; a new one will replace it");
        if (found.Value is not { } calibration || calibration.IsOf(identity))
            return found.Value;
        if (!request.IsNewSensor)
        {
            throw new CalibrationRefusedException(
                $"calibration.json is of sensor {calibration.Sensor}, this is {identity.IdText}: say --new-sensor if the sensor was replaced");
        }

        return null;
    }

    private List<CalibrationPoint> Measure(Mlx90614Identity identity)
    {
        var points = new List<CalibrationPoint>();
        for (var i = 0; i < request.ReferencesC.Count; i++)
        {
            var reference = dialogue.AskForReference(i, request);
            RefuseIfScreening();
            RefuseIfChanged(identity);
            dialogue.SayWaiting();
            var point = meter.Measure(reference, request.TargetEmissivity);
            RefuseIfChanged(identity);
            dialogue.Show(point);
            points.Add(point);
        }

        return points;
    }

    private void RefuseIfChanged(Mlx90614Identity identity)
    {
        if (Identify() is var now && now != identity)
        {
            throw new CalibrationRefusedException(now.Id == identity.Id
                ? "the chip's settings were changed half way"
                : $"the sensor was changed half way: it was {identity.IdText}, now it is {now.IdText}");
        }
    }

    private Calibration CalibrationOf(Mlx90614Identity identity, List<CalibrationPoint> points, CalibrationFit fit) => new()
    {
        Sensor = identity.IdText,
        Date = today(),
        IsDateTrusted = isClockTrusted,
        Operator = request.Operator,
        Method = request.Method,
        TargetEmissivity = request.TargetEmissivity,
        SupplyVolts = options.Screening.SupplyVolts,
        EmissivityWord = Calibration.WordText(identity.EmissivityWord),
        ConfigWord = Calibration.WordText(identity.ConfigWord),
        Points = points,
        OffsetC = fit.OffsetC,
        Gain = fit.Gain,
        Before = fit.Before,
        After = fit.After,
    };
}
