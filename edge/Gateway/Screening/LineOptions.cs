using Checkpoint.Contract;
namespace Checkpoint.Gateway.Screenings;

/// <summary>What is wired where. Lines are BCM numbers on a Raspberry Pi's header; I²C has 2 and 3.</summary>
public sealed record LineOptions
{
    /// <summary>A contact or transistor to ground, pulled up.</summary>
    private static readonly LineWiring LowActive =
        new() { ActiveLow = true, Bias = Sensors.LineBias.PullUp, Debounce = TimeSpan.FromMilliseconds(30) };

    public GateKind Kind { get; init; } = GateKind.Pedestrian;

    public string ChipPath { get; init; } = "/dev/gpiochip0";

    public LineWiring Presence { get; init; } = new() { Line = 17, Debounce = TimeSpan.FromMilliseconds(20) };

    public LineWiring BeamOutside { get; init; } = new() { Line = 27 };

    public LineWiring BeamInside { get; init; } = new() { Line = 22 };

    /// <summary>Normally closed to ground when the door is shut: open is high by the pull-up.</summary>
    public LineWiring Door { get; init; } = new() { Bias = Sensors.LineBias.PullUp, Debounce = TimeSpan.FromMilliseconds(30) };

    /// <summary>Normally closed loop to ground: a cut wire is an alarm.</summary>
    public LineWiring Tamper { get; init; } = new() { Bias = Sensors.LineBias.PullUp, Debounce = TimeSpan.FromMilliseconds(30) };

    /// <summary>Low when the mains are gone: the usual output of a battery board.</summary>
    public LineWiring PowerFail { get; init; } = LowActive;

    /// <summary>Buttons to ground for what the volunteer's contact thermometer says: both, or neither.</summary>
    public LineWiring VerdictNormal { get; init; } = LowActive;

    public LineWiring VerdictFever { get; init; } = LowActive;

    /// <summary>A door's request to exit: a button to ground, or the contact of its handle.</summary>
    public LineWiring Exit { get; init; } = LowActive;

    /// <summary>
    /// A vehicle lane's button to ground: all in the vehicle are measured. Without it, each normal screening opens the
    /// barrier, as is right where only the driver is measured.
    /// </summary>
    public LineWiring Release { get; init; } = LowActive;

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

    public bool HasVerdictButtons => VerdictNormal.IsFitted && VerdictFever.IsFitted;

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

    /// <summary>Every input, fitted or not; its setting has the name of its role.</summary>
    public IEnumerable<(LaneLine Role, LineWiring Wiring)> Inputs() =>
    [
        (LaneLine.Presence, Presence),
        (LaneLine.BeamOutside, BeamOutside),
        (LaneLine.BeamInside, BeamInside),
        (LaneLine.Door, Door),
        (LaneLine.Tamper, Tamper),
        (LaneLine.PowerFail, PowerFail),
        (LaneLine.VerdictNormal, VerdictNormal),
        (LaneLine.VerdictFever, VerdictFever),
        (LaneLine.Exit, Exit),
        (LaneLine.Release, Release),
    ];

    /// <summary>Every output, fitted or not; its setting has the name of its signal, with "Line" behind it.</summary>
    public IEnumerable<(PanelSignals Signal, int Line)> Outputs() =>
    [
        (PanelSignals.Green, GreenLine),
        (PanelSignals.Amber, AmberLine),
        (PanelSignals.Red, RedLine),
        (PanelSignals.Buzzer, BuzzerLine),
        (PanelSignals.Barrier, BarrierLine),
    ];

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
        faults.Require(
            VerdictNormal.IsFitted == VerdictFever.IsFitted, $"{nameof(VerdictFever)}:Line", "the verdict's buttons come in pairs");
        faults.Require(!Exit.IsFitted || Door.IsFitted, $"{nameof(Exit)}:Line", "there is no door to get out by");
        faults.Require(!Release.IsFitted || Kind == GateKind.Vehicle, $"{nameof(Release)}:Line", "only a vehicle lane has one");
        faults.Require(
            !Release.IsFitted || BarrierLine != LineWiring.NotFitted, nameof(BarrierLine), "there is a release, but no barrier");
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

        foreach (var (role, wiring) in Inputs())
        {
            faults.Within(wiring.Debounce, TimeSpan.Zero, TimeSpan.FromSeconds(1), $"{role}:Debounce");
            faults.Defined(wiring.Bias, $"{role}:Bias");
        }
    }

    private IEnumerable<(string Name, int Line, bool Required)> Lines() =>
    [
        .. Inputs().Select(input => ($"{input.Role}:Line", input.Wiring.Line, false)),
        .. Outputs().Select(output => ($"{output.Signal}Line", output.Line, output.Signal is PanelSignals.Green or PanelSignals.Amber or PanelSignals.Red)),
    ];
}
