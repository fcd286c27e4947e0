using System.Globalization;
using System.Text.Json.Nodes;
using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>The registry file of a simulated site.</summary>
internal static class SiteRegistry
{
    /// <summary>What the parts of a place are called, from the whole on.</summary>
    private static readonly string[] Levels = ["districts", "streets", "communities"];

    public static string Write(IEnumerable<SiteGate> gates) => Write(SitePlace.Demo, gates);

    public static string Write(SitePlace district, IEnumerable<SiteGate> gates) => new JsonObject
    {
        [Levels[0]] = new JsonArray(Place(district, 1)),
        ["gates"] = new JsonArray([.. gates.Select(Gate)]),
    }.ToJsonString();

    private static JsonObject Place(SitePlace place, int level)
    {
        var json = new JsonObject { ["code"] = place.Code, ["name"] = Name(place.Chinese, place.English) };
        if (level < Levels.Length)
            json[Levels[level]] = new JsonArray([.. place.Parts.Select(part => Place(part, level + 1))]);
        return json;
    }

    private static JsonObject Gate(SiteGate gate)
    {
        var assignment = new JsonObject
        {
            ["from"] = Time(gate.From),
            ["community"] = gate.Community,
            ["kind"] = WireName.Of(gate.Kind),
            ["name"] = Name(gate.Chinese, gate.English),
        };
        var json = new JsonObject { ["gate"] = gate.Id.Value, ["assignments"] = new JsonArray(assignment) };
        if (gate.Closures.Count > 0)
            json["closures"] = new JsonArray([.. gate.Closures.Select(Closure)]);
        return json;
    }

    private static JsonObject Closure(SiteClosure closure)
    {
        var json = new JsonObject { ["from"] = Time(closure.From) };
        if (closure.Until is { } until)
            json["until"] = Time(until);
        json["reason"] = closure.Reason;
        json["by"] = "demo";
        json["declared"] = Time(closure.From);
        return json;
    }

    private static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static JsonObject Name(string chinese, string english) => new() { ["zh"] = chinese, ["en"] = english };
}
