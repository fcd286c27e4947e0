using System.Globalization;

namespace Checkpoint.Gateway.Calibrations;

/// <summary>What a calibration says to the technician and asks of them.</summary>
internal sealed class CalibrationDialogue(TextReader input, TextWriter output)
{
    /// <summary>Wrong answers to one question before the calibration gives up: it may be a script's.</summary>
    private const int MostWrongAnswers = 5;

    public void Begin(
        string sensor, CalibrationRequest request, Calibration? present, double offsetC, double gain, bool isClockTrusted)
    {
        Say($"Calibration of sensor {sensor} by {request.Operator}, against a {WhatOf(request.Method)} of emissivity {request.TargetEmissivity:0.##}.");
        Say($"In force: offset {offsetC:+0.00;-0.00;0.00} °C, gain {gain:0.0000}, {(present is null ? "from the settings" : $"calibrated {present.DateText} by {present.Operator}")}.");
        if (!isClockTrusted)
            Say($"Note: nobody vouches for this board's clock, so the date may be wrong; the calibration will say so.");
    }

    public void Note(string text) => Say($"Note: {text}.");

    /// <returns>The reference's temperature, °C.</returns>
    /// <exception cref="CalibrationRefusedException">There is no answer.</exception>
    public double AskForReference(int place, CalibrationRequest request)
    {
        var reference = request.ReferencesC[place];
        Say($"");
        if (request.Method == CalibrationMethod.Blackbody)
        {
            Say($"{place + 1} of {request.ReferencesC.Count}: blackbody at {reference:0.00} °C, settled, filling the sensor's view. Then press Enter.");
            Answer();
            return reference;
        }

        Say($"{place + 1} of {request.ReferencesC.Count}: target at about {reference:0.00} °C before the sensor. Type what the contact thermometer says.");
        for (var wrong = 0; wrong < MostWrongAnswers; wrong++)
        {
            if (ParseReference(Answer()) is { } typed)
                return typed;
            Say($"That is no temperature of {CalibrationLimits.LeastReferenceC} to {CalibrationLimits.MostReferenceC} °C, such as 37.05. Again:");
        }

        throw new CalibrationRefusedException("no reference was given");
    }

    public void SayWaiting() =>
        Say($"   waiting until target and sensor are steady: some 20 s, {ReferenceMeter.Patience.TotalMinutes} minutes at most");

    public void Show(CalibrationPoint point)
    {
        Say($"   reads {point.ReadingC:0.00} °C (spread {point.SpreadC:0.00}, sensor at {point.AmbientC:0.00} °C), should read {point.ExpectedC:0.00}");
    }

    public void Show(IReadOnlyList<CalibrationPoint> points, CalibrationFit fit, double offsetC, double gain)
    {
        Say($"");
        Say($"reference   expected    reading    before     after");
        foreach (var point in points)
        {
            var before = (gain * point.ReadingC) + offsetC - point.ExpectedC;
            var after = (fit.Gain * point.ReadingC) + fit.OffsetC - point.ExpectedC;
            Say($"{point.ReferenceC,9:0.00} {point.ExpectedC,10:0.00} {point.ReadingC,10:0.00} {before,9:+0.00;-0.00;0.00} {after,9:+0.00;-0.00;0.00}");
        }

        Say($"");
        Say($"New: offset {fit.OffsetC:+0.00;-0.00;0.00} °C, gain {fit.Gain:0.0000}{(fit.Gain == 1 ? " (not fitted: too few points, or too close together)" : "")}.");
        Say($"Out by {fit.Before.RmsC:0.00} °C rms and {fit.Before.MostC:0.00} at most before, {fit.After.RmsC:0.00} and {fit.After.MostC:0.00} after.");
    }

    /// <exception cref="CalibrationRefusedException">The answer is no, or none.</exception>
    public void AskToSave()
    {
        Say($"Save it? [y/N]");
        if (!Answer().Trim().StartsWith("y", StringComparison.OrdinalIgnoreCase))
            throw new CalibrationRefusedException("you said no");
    }

    public void End(string file, bool isGatewayRunning)
    {
        Say($"Saved: {file}; the one before, if there was one, is {Calibration.PreviousFileName}.");
        Say($"{(isGatewayRunning ? "The gateway takes it up when maintenance is switched off." : "The gateway takes it up at its next start.")}");
    }

    private static string WhatOf(CalibrationMethod method) =>
        method == CalibrationMethod.Blackbody ? "blackbody" : "contact thermometer on a target";

    private static double? ParseReference(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value is >= CalibrationLimits.LeastReferenceC and <= CalibrationLimits.MostReferenceC ? value : null;

    private string Answer() => input.ReadLine() ?? throw new CalibrationRefusedException("the input ended");

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
