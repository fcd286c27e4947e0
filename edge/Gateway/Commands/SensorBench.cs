using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Commands;

/// <summary>The thermometer in a technician's hands: shows what is in it, and writes it when told to, saying each step.</summary>
/// <param name="isGatewayRunning">Null if that can't be told: then nothing is written either.</param>
internal sealed class SensorBench(
    GatewayOptions options, ISmBus bus, bool? isGatewayRunning, TextWriter output, Action<TimeSpan> wait)
{
    private const string PowerCycle = "Switch its supply off and on: only then does it count.";

    private readonly Mlx90614 _chip = new(bus, options.Sensor);
    private readonly Mlx90614Eeprom _eeprom = new(bus, options.Sensor, wait);

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Show()
    {
        if (Identify() is not { } chip)
            return ExitCode.Unavailable;
        Say($"id             {chip.IdText}");
        Say($"emissivity     {chip.Emissivity:0.0000} (word {chip.EmissivityWord:x4}), {options.Sensor.ChipEmissivity:0.0000} expected");
        Say($"configuration  word {chip.ConfigWord:x4}: FIR {chip.FirLength}, IIR {chip.IirPercent} %, gain {chip.Gain}, {(chip.IsDualZone ? "dual" : "single")} zone");
        Say($"address        0x{chip.Address:x2} (word {chip.AddressWord:x4}), 0x{options.Sensor.Address:x2} in the settings");
        return ExitCode.Ok;
    }

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int WriteEmissivity(double value, bool really)
    {
        if (Identify() is not { } chip)
            return ExitCode.Unavailable;
        var word = Mlx90614Identity.EmissivityWordOf(value);
        Say($"Sensor {chip.IdText}: emissivity {chip.Emissivity:0.0000} (word {chip.EmissivityWord:x4}) -> {value:0.0000} (word {word:x4})");
        Say($"The datasheet warns that another emissivity than the factory's spoils the chip's calibration: calibrate it anew.");
        return Write(really, () => _eeprom.WriteEmissivity(value), $"set Sensor:ChipEmissivity to {value:0.0###}");
    }

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int WriteAddress(int value, bool really)
    {
        if (Identify() is not { } chip)
            return ExitCode.Unavailable;
        Say($"Sensor {chip.IdText}: address 0x{chip.Address:x2} -> 0x{value:x2}");
        Span<byte> answer = stackalloc byte[1];
        if (value != options.Sensor.Address && bus.Read((byte)value, 0, answer) == BusAnswer.Ok)
        {
            Say($"Refused: another chip answers at 0x{value:x2} already.");
            return ExitCode.Unavailable;
        }

        return Write(really, () => _eeprom.WriteAddress(value), $"set Sensor:Address to 0x{value:x2}");
    }

    private int Write(bool really, Func<EepromOutcome> write, string afterwards)
    {
        if (!really)
        {
            Say($"Nothing is written without --write.");
            return ExitCode.Ok;
        }

        if (isGatewayRunning != false)
        {
            Say($"Refused: {(isGatewayRunning is null ? "whether a gateway runs can't be told; be root or its user" : "a gateway runs; stop it first")} ({options.Outbox.Folder}).");
            return ExitCode.Busy;
        }

        var outcome = write();
        Say($"{WordsFor(outcome)}");
        if (!outcome.IsWritten)
            return ExitCode.Unavailable;
        if (outcome.Step == EepromStep.Done)
            Say($"{PowerCycle} Then {afterwards}.");
        return ExitCode.Ok;
    }

    private static string WordsFor(EepromOutcome outcome)
    {
        var why = outcome.Failure == SensorFailure.None ? "" : $": {Doctor.Words.Of(outcome.Failure)}";
        var now = outcome.Now is { } word ? FormattableString.Invariant($"The cell reads {word:x4} now") : "What the cell holds now can't be read";
        return outcome.Step switch
        {
            EepromStep.Done => FormattableString.Invariant($"Written and read back: {outcome.Now:x4}."),
            EepromStep.AlreadyThere => "The cell holds that already: nothing was written.",
            EepromStep.Read => $"The cell can't be read{why}. Nothing was written.",
            EepromStep.Erase or EepromStep.CheckErased => $"The cell was not erased{why}. {now}.",
            _ => $"The cell was erased, and the value not written{why}. {now}: do not use the sensor; run the command again.",
        };
    }

    private Mlx90614Identity? Identify()
    {
        var failure = _chip.ReadIdentity(out var identity);
        if (identity is null)
            Say($"No thermometer at 0x{options.Sensor.Address:x2} on {options.Sensor.BusPath}: {Doctor.Words.Of(failure)}. Try checkpoint-gateway doctor.");
        return identity;
    }

    private void Say(FormattableString line) => output.WriteLine(FormattableString.Invariant(line));
}
