using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Calibrations;
using Checkpoint.Gateway.Commands;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Outbox;
using Checkpoint.Tests.Unit.Time;

namespace Checkpoint.Tests.Unit.Calibrations;

/// <summary>A technician, a reference and a simulated chip with an error of its own, in virtual time.</summary>
internal sealed class CalibrationScene : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ManualBoardClock _clock = new();
    private readonly Random _noise = new(1);
    private double _targetC = 20;

    public CalibrationScene()
    {
        Chip = new SimulatedMlx90614((command, _) => SimulatedMlx90614.WordOf(command == SimulatedMlx90614.Object1 ? Says() : AmbientC));
        Bus.Attach(SimulatedMlx90614.DefaultAddress, Chip);
        Options = GatewayConfiguration.Parse(
            $$"""{ "Gate": { "Id": "gate-1" }, "Broker": { "Host": "b" }, "Outbox": { "Folder": "{{Folder}}" } }""", []);
    }

    public SimulatedMlx90614 Chip { get; }

    public SimulatedSmBus Bus { get; init; } = new();

    public GatewayOptions Options { get; set; }

    public string Folder => Path.Combine(_folder.Path, "data");

    public CalibrationFiles Files => new(Folder);

    /// <summary>What the chip says too much.</summary>
    public double ErrorC { get; set; }

    /// <summary>And by what factor about 37 °C.</summary>
    public double GainError { get; set; } = 1;

    public double NoiseC { get; set; } = 0.05;

    /// <summary>Of the target, by seconds since the scene's begin.</summary>
    public Func<double, double> WobbleC { get; set; } = _ => 0;

    public Func<double, double> Ambient { get; set; } = _ => 23;

    /// <summary>Of the target's surface.</summary>
    public double Emissivity { get; set; } = 1;

    /// <summary>Called with each question's place, from 0, before it is answered.</summary>
    public Action<int> BeforeAnswer { get; set; } = _ => { };

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    private double Seconds => (_clock.Now.BoottimeMicroseconds - 1_000_000) / 1e6;

    private double AmbientC => Ambient(Seconds);

    /// <summary>By a technician who puts each reference before the sensor, answers as told, and says yes at the end.</summary>
    /// <returns>The exit code.</returns>
    public int Calibrate(CalibrationRequest? request = null, params string[] answers)
    {
        request ??= Request();
        var (output, error) = (new StringWriter(), new StringWriter());
        var technician = new Technician(request, answers, this);
        var code = CalibrateCommand.Run(
            Options, request, Bus, _clock, time => _clock.Advance(time), new CalibrationDialogue(technician, output), error);
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public static CalibrationRequest Request(params double[] references) => new(
        "Wang Wei", CalibrationMethod.Blackbody, references.Length == 0 ? [35, 37, 39] : references, 1, IsNewSensor: false, SavesUnasked: false);

    public void Dispose() => _folder.Dispose();

    private double Says()
    {
        var surface = SurfaceCorrection.Seen(_targetC + WobbleC(Seconds), AmbientC, Emissivity);
        var supply = 0.6 * (Options.Screening.SupplyVolts - 3);
        return 37 + ((surface - 37) * GainError) + ErrorC + supply + (NoiseC * Normal());
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _noise.NextDouble())) * Math.Cos(2 * Math.PI * _noise.NextDouble());

    /// <summary>Puts the next reference before the sensor whenever asked for it.</summary>
    private sealed class Technician(CalibrationRequest request, string[] answers, CalibrationScene scene) : TextReader
    {
        private int _question;

        public override string? ReadLine()
        {
            var question = _question++;
            if (question < request.ReferencesC.Count)
                scene._targetC = request.ReferencesC[question];
            scene.BeforeAnswer(question);
            var usual = question < request.ReferencesC.Count ? "" : "y";
            var answer = question < answers.Length ? answers[question] : usual;
            return answer == "EOF" ? null : answer;
        }
    }
}
