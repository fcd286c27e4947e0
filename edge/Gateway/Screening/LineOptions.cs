using Checkpoint.Contract;
namespace Checkpoint.Gateway.Screenings;

/// <summary>What is wired where. Lines are BCM numbers on a Raspberry Pi's header; I²C has 2 and 3.</summary>
public sealed record LineOptions
{
    public GateKind Kind { get; init; } = GateKind.Pedestrian;

    public string ChipPath { get; init; } = "/dev/gpiochip0";

    public LineWiring Presence { get; init; } = new() { Line = 17, Debounce = TimeSpan.FromMilliseconds(20) };

    public LineWiring BeamOutside { get; init; } = new() { Line = 27 };

    public LineWiring BeamInside { get; init; } = new() { Line = 22 };

    /// <summary>Normally closed to ground when the door is shut: open is high by the pull-up.</summary>
    public LineWiring Door { get; init; } = new() { Bias = Sensors.LineBias.PullUp, Debounce = TimeSpan.FromMilliseconds(30) };

    /// <summary>Normally closed loop to ground: a cut wire is an alarm.</summary>
    public LineWiring Tamper { get; init; } = new() { Bias = Sensors.LineBias.PullUp, Debounce = TimeSpan.FromMilliseconds(30) };

    /// <summary>Lamps, buzzer and barrier: line numbers, or <see cref="LineWiring.NotFitted"/>.</summary>
    public int GreenLine { get; init; } = 5;

    public int AmberLine { get; init; } = 6;

    public int RedLine { get; init; } = 13;

    public int BuzzerLine { get; init; } = 19;

    /// <summary>Barrier of a vehicle lane, strike of a door.</summary>
    public int BarrierLine { get; init; } = LineWiring.NotFitted;

    /// <summary>The outputs' drivers switch on when the wire is low.</summary>
    public bool OutputsActiveLow { get; init; }

    public LaneTimes Times { get; init; } = new();

    public bool HasBeams => BeamOutside.IsFitted && BeamInside.IsFitted;

    /// <summary>The usual wiring of a kind of lane; doors have a contact, vehicle lanes and doors something to open.</summary>
    public static LineOptions For(GateKind kind) => kind switch
    {
        GateKind.Vehicle => new()
        {
            Kind = kind,
            BarrierLine = 26,
            Times = new() { AbortAfter = TimeSpan.FromSeconds(30), ObstructedAfter = TimeSpan.FromSeconds(60) },
        },
        GateKind.Door => new() { Kind = kind, BarrierLine = 26, Door = new LineOptions().Door with { Line = 23 } },
        _ => new() { Kind = kind },
    };

    public IReadOnlyList<OptionFault> Validate(string section)
    {
        var faults = new OptionFaults(section);
        faults.Defined(Kind, nameof(Kind));
        faults.Require(ChipPath.StartsWith('/'), nameof(ChipPath), $"'{ChipPath}' is not an absolute path");
        ValidateFitted(faults);
        ValidateNumbers(faults);
        Times.Validate(faults);
        return faults.All;
    }

    private void ValidateFitted(OptionFaults faults)
    {
        faults.Require(Presence.IsFitted, $"{nameof(Presence)}:Line", "nothing tells when somebody stands before the sensor");
        faults.Require(BeamOutside.IsFitted == BeamInside.IsFitted, $"{nameof(BeamInside)}:Line", "beams come in pairs");
        faults.Require(Kind == GateKind.Door || HasBeams, $"{nameof(BeamOutside)}:Line", $"a {Kind} lane needs its beams");
        faults.Require(Kind != GateKind.Door || Door.IsFitted, $"{nameof(Door)}:Line", "a door lane needs its contact");
    }

    private void ValidateNumbers(OptionFaults faults)
    {
        var used = new Dictionary<int, string>();
        foreach (var (name, line, required) in Lines())
        {
            if (line == LineWiring.NotFitted && !required)
                continue;
            var orNone = required ? "" : $", or {LineWiring.NotFitted} for none";
            faults.Require(line is >= 0 and <= 63, name, $"{line} is not a line: 0 to 63{orNone}");
            faults.Require(used.TryAdd(line, name), name, $"line {line} is already used by {used[line]}");
        }

        foreach (var (name, wiring) in Inputs())
        {
            faults.Within(wiring.Debounce, TimeSpan.Zero, TimeSpan.FromSeconds(1), $"{name}:Debounce");
            faults.Defined(wiring.Bias, $"{name}:Bias");
        }
    }

    private IEnumerable<(string Name, int Line, bool Required)> Lines() =>
    [
        .. Inputs().Select(input => ($"{input.Name}:Line", input.Wiring.Line, false)),
        (nameof(GreenLine), GreenLine, true),
        (nameof(AmberLine), AmberLine, true),
        (nameof(RedLine), RedLine, true),
        (nameof(BuzzerLine), BuzzerLine, false),
        (nameof(BarrierLine), BarrierLine, false),
    ];

    private IEnumerable<(string Name, LineWiring Wiring)> Inputs() =>
    [
        (nameof(Presence), Presence),
        (nameof(BeamOutside), BeamOutside),
        (nameof(BeamInside), BeamInside),
        (nameof(Door), Door),
        (nameof(Tamper), Tamper),
    ];
}
