using System.Text.Json;
using System.Text.Json.Nodes;
using Checkpoint.Contract;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>A simulated gate has everything that its kind of lane can have: the volunteer's buttons, exit, release, alarms.</summary>
public static class SiteWiring
{
    public static LineOptions Of(GateKind kind)
    {
        var usual = LineOptions.For(kind);
        return usual with
        {
            Tamper = usual.Tamper with { Line = 24 },
            PowerFail = usual.PowerFail with { Line = 25 },
            VerdictNormal = usual.VerdictNormal with { Line = 20 },
            VerdictFever = usual.VerdictFever with { Line = 21 },
            Exit = kind == GateKind.Door ? usual.Exit with { Line = 16 } : usual.Exit,
            Release = kind == GateKind.Vehicle ? usual.Release with { Line = 12 } : usual.Release,
        };
    }

    /// <summary>The same as the section "Lines" of a gateway's configuration.</summary>
    public static JsonObject Section(GateKind kind)
    {
        var section = new JsonObject { ["kind"] = WireName.Of(kind) };
        foreach (var (role, wiring) in Of(kind).Inputs().Where(input => input.Wiring.IsFitted))
            section[JsonNamingPolicy.CamelCase.ConvertName($"{role}")] = new JsonObject { ["line"] = wiring.Line };
        return section;
    }
}
