using System.Text.Json.Nodes;
using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>The registry file of a simulated site: one community, all gates in it from the beginning.</summary>
internal static class SiteRegistry
{
    private const string Community = "230103001001";

    public static string Write(IEnumerable<SiteGate> gates) => new JsonObject
    {
        ["districts"] = new JsonArray(Place("230103", "示范区", "Demo district", "streets",
            Place("230103001", "示范街道", "Demo street", "communities",
                Place(Community, "示范社区", "Demo community")))),
        ["gates"] = new JsonArray([.. gates.Select(Gate)]),
    }.ToJsonString();

    private static JsonObject Place(string code, string chinese, string english, string? inner = null, JsonObject? child = null)
    {
        var place = new JsonObject { ["code"] = code, ["name"] = Name(chinese, english) };
        if (inner is not null)
            place[inner] = new JsonArray(child);
        return place;
    }

    private static JsonObject Gate(SiteGate gate) => new()
    {
        ["gate"] = gate.Id.Value,
        ["assignments"] = new JsonArray(new JsonObject
        {
            ["from"] = "2026-01-01T00:00:00+08:00",
            ["community"] = Community,
            ["kind"] = WireName.Of(gate.Kind),
            ["name"] = Name(gate.Id.Value, gate.Id.Value),
        }),
    };

    private static JsonObject Name(string chinese, string english) => new() { ["zh"] = chinese, ["en"] = english };
}
