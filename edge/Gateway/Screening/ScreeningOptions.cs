using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Screenings;

/// <summary>How a person is measured and judged. One gate's own; all temperatures in °C.</summary>
public sealed record ScreeningOptions
{
    /// <summary>10 Hz: as often as an MLX90614 xAA settles (0.10 s, datasheet table 9). 1 ms to 1 s.</summary>
    public TimeSpan SampleInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest measuring of one attempt; a person keeps still about so long.</summary>
    public TimeSpan SamplingTime { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>An attempt is decided once it has so many good samples, or at <see cref="SamplingTime"/>.</summary>
    public int SamplesWanted { get; init; } = 15;

    /// <summary>Fewest samples, after the median of three, that hold a plateau.</summary>
    public int PlateauSamples { get; init; } = 5;

    /// <summary>Widest spread of a plateau, °C: three times the noise of the noisiest part in use (0.10).</summary>
    public double PlateauSpanC { get; init; } = 0.3;

    /// <summary>The sensor's supply, V. It is calibrated at 3.0 and reads 0.6 °C more per volt (datasheet).</summary>
    public double SupplyVolts { get; init; } = 3.0;

    /// <summary>Of skin, conventionally 0.98 (0.971 ± 0.005: Togawa 1989). The chip's own setting stays at 1.</summary>
    public double Emissivity { get; init; } = 0.98;

    /// <summary>Added to this sensor's surface temperature, °C, found against a reference; a calibration goes before it.</summary>
    public double OffsetC { get; init; }

    /// <summary>By which it is multiplied first.</summary>
    public double Gain { get; init; } = 1;

    public BodyModel Model { get; init; } = BodyModel.HeatBalance;

    /// <summary>
    /// k of T = Ts + k (Ts - Ta). 0.178 to 0.199 reproduce the upper edge of Melexis' normal band from -30 to 25 °C;
    /// US patent 6056435 has 0.09 to 0.13 for the axilla.
    /// </summary>
    public double HeatBalanceK { get; init; } = 0.19;

    /// <summary>Fever from here on: 37.3 °C, the line drawn at Chinese estates in 2020.</summary>
    public double ThresholdC { get; init; } = 37.3;

    /// <summary>From here up to the threshold a second look is taken; also the sensor's own 0.3 °C of error.</summary>
    public double RetryFromC { get; init; } = 37.0;

    /// <summary>
    /// After an attempt that read <see cref="RetryFromC"/> or more, "normal" must lie so far below that, °C: twice the error of
    /// the mean of a plateau, so that one lucky reading does not undo a high one.
    /// </summary>
    public double HysteresisC { get; init; } = 0.2;

    /// <summary>
    /// How long everybody who is measured has been in the warm at least, as the site sees to it: by a waiting room, not by
    /// hope. Zero where people walk up from outside. Ten minutes are what is recommended (Erenberk, 150 children).
    /// </summary>
    public TimeSpan LeastIndoors { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// The coldest air that people come from, °C, where no sensor tells it: Harbin's February has down to -35.
    /// </summary>
    public double OutdoorC { get; init; } = -35;

    /// <summary>
    /// Skin that may still be so much too cold after the way through the cold can't be called normal at all, °C: about what a
    /// normal forehead and a feverish one lie apart. Less is added to the estimate before it is called normal.
    /// </summary>
    public double MostSkinDeficitC { get; init; } = 0.5;

    /// <summary>Below it is cold skin, not a body.</summary>
    public double LeastBodyC { get; init; } = 35.0;

    /// <summary>Above it is a cup of tea, not a body.</summary>
    public double MostBodyC { get; init; } = 42.0;

    /// <summary>Sensor temperature for which the medical accuracy of ±0.2 °C is promised (datasheet fig 24).</summary>
    public double LeastAmbientC { get; init; } = 16.0;

    public double MostAmbientC { get; init; } = 40.0;

    /// <summary>Steepest change of the sensor's temperature, °C a minute; beyond it the chip is not isothermal.</summary>
    public double MostDriftCPerMinute { get; init; } = 0.5;

    /// <summary>How often the sensor's temperature is read while nobody is there.</summary>
    public TimeSpan AmbientInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The change of the sensor's temperature is taken over so long.</summary>
    public TimeSpan DriftWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Over less it is unknown, and nobody is called normal; until then it is read eight times as often.</summary>
    public TimeSpan LeastDriftSpan { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts after the first; then a person with a contact thermometer takes over.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>From one attempt's end to the next one's begin (Beijing metrology institute, 2020: at least 5 s).</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Who comes back later than this after a retry counts as somebody new.</summary>
    public TimeSpan PersonForgottenAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A normal screening lets somebody pass for so long.</summary>
    public TimeSpan PassValidity { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>As <see cref="PassValidity"/>, after "manual": a contact thermometer takes its minute.</summary>
    public TimeSpan ManualPassValidity { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Failed readings in a row that make a sensor fault.</summary>
    public int FailuresToFault { get; init; } = 3;

    public DoubtOptions Doubts { get; init; } = new();

    public int ThresholdCentiC => CentiC(ThresholdC);

    public IReadOnlyList<OptionFault> Validate(string section)
    {
        var faults = new OptionFaults(section);
        ValidateSampling(faults);
        ValidateCorrections(faults);
        ValidateVerdict(faults);
        ValidateTimes(faults);
        ValidateCold(faults);
        Doubts.Validate(faults);
        return faults.All;
    }

    internal static int CentiC(double celsius) => (int)Math.Round(celsius * 100, MidpointRounding.AwayFromZero);

    private void ValidateSampling(OptionFaults faults)
    {
        faults.Within(SampleInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), nameof(SampleInterval));
        faults.Within(SamplingTime, SampleInterval, TimeSpan.FromSeconds(30), nameof(SamplingTime));
        faults.Within(PlateauSamples, 3, 100, nameof(PlateauSamples), "samples");
        faults.Within(PlateauSpanC, 0.02, 2, nameof(PlateauSpanC), "°C");
        // A plateau, and what its median takes.
        var least = PlateauSamples + MedianFilter.Lost;
        faults.Within(SamplesWanted, least, RecordLimits.MaxSamples, nameof(SamplesWanted), "samples");
        faults.Within(FailuresToFault, 1, 1000, nameof(FailuresToFault), "readings");
    }

    private void ValidateCorrections(OptionFaults faults)
    {
        faults.Within(SupplyVolts, 2.6, 3.6, nameof(SupplyVolts), "V");
        faults.Within(Emissivity, 0.9, 1.0, nameof(Emissivity), "");
        faults.Within(OffsetC, -5, 5, nameof(OffsetC), "°C");
        faults.Within(Gain, 0.8, 1.2, nameof(Gain), "");
        faults.Defined(Model, nameof(Model));
        faults.Within(HeatBalanceK, 0, 0.5, nameof(HeatBalanceK), "");
    }

    private void ValidateVerdict(OptionFaults faults)
    {
        var (least, most) = (RecordLimits.MinThresholdCentiC / 100.0, RecordLimits.MaxThresholdCentiC / 100.0);
        faults.Within(ThresholdC, least, most, nameof(ThresholdC), "°C");
        faults.Within(LeastBodyC, 25, 40, nameof(LeastBodyC), "°C");
        faults.Within(MostBodyC, 38, 50, nameof(MostBodyC), "°C");
        faults.Within(LeastAmbientC, -40, 60, nameof(LeastAmbientC), "°C");
        faults.Within(MostAmbientC, -40, 85, nameof(MostAmbientC), "°C");
        faults.Require(RetryFromC <= ThresholdC, nameof(RetryFromC), $"{RetryFromC} is above the threshold {ThresholdC} °C");
        faults.Require(LeastBodyC < RetryFromC, nameof(LeastBodyC), $"{LeastBodyC} is not below RetryFromC {RetryFromC} °C");
        faults.Require(MostBodyC > ThresholdC, nameof(MostBodyC), $"{MostBodyC} is not above the threshold {ThresholdC} °C");
        faults.Require(
            LeastAmbientC < MostAmbientC, nameof(LeastAmbientC), $"{LeastAmbientC} is not below MostAmbientC {MostAmbientC} °C");
        faults.Within(MostDriftCPerMinute, 0.05, 100, nameof(MostDriftCPerMinute), "°C a minute");
        faults.Within(MaxRetries, 0, 10, nameof(MaxRetries), "retries");
    }

    private void ValidateTimes(OptionFaults faults)
    {
        faults.Within(AmbientInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5), nameof(AmbientInterval));
        faults.Within(DriftWindow, TimeSpan.FromMilliseconds(300), TimeSpan.FromHours(1), nameof(DriftWindow));
        faults.Within(LeastDriftSpan, TimeSpan.FromMilliseconds(10), DriftWindow, nameof(LeastDriftSpan));
        // Three readings make a slope, the first of them up to an interval after the window's begin.
        faults.Require(
            DriftWindow >= 3 * AmbientInterval && DriftWindow >= AmbientInterval + LeastDriftSpan,
            nameof(DriftWindow),
            $"{DriftWindow} is shorter than three times AmbientInterval {AmbientInterval}, or than it and LeastDriftSpan {LeastDriftSpan}: the drift would never be known");
        faults.Within(RetryDelay, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(RetryDelay));
        faults.Within(PersonForgottenAfter, RetryDelay, TimeSpan.FromMinutes(30), nameof(PersonForgottenAfter));
        faults.Within(PassValidity, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10), nameof(PassValidity));
        faults.Within(ManualPassValidity, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(30), nameof(ManualPassValidity));
    }

    private void ValidateCold(OptionFaults faults)
    {
        faults.Within(HysteresisC, 0, 2, nameof(HysteresisC), "°C");
        faults.Within(LeastIndoors, TimeSpan.Zero, TimeSpan.FromHours(2), nameof(LeastIndoors));
        faults.Within(OutdoorC, -60, 60, nameof(OutdoorC), "°C");
        faults.Within(MostSkinDeficitC, 0, 5, nameof(MostSkinDeficitC), "°C");
    }
}
