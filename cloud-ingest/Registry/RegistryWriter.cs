using System.Text.Json;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>A registry as JSON: what <see cref="RegistryFile.Parse"/> reads.</summary>
internal static class RegistryWriter
{
    public static void Write(GateRegistry registry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteList(json, "districts", registry.Districts, WriteDistrict);
        WriteList(json, "gates", registry.Gates.Values.OrderBy(gate => gate.Id.Value, StringComparer.Ordinal), WriteGate);
        json.WriteEndObject();
    }

    private static void WriteDistrict(Utf8JsonWriter json, District district)
    {
        WriteHead(json, district.Code, district.Name);
        WriteList(json, "streets", district.Streets, WriteStreet);
    }

    private static void WriteStreet(Utf8JsonWriter json, Street street)
    {
        WriteHead(json, street.Code, street.Name);
        WriteList(json, "communities", street.Communities, (inner, community) => WriteHead(inner, community.Code, community.Name));
    }

    private static void WriteGate(Utf8JsonWriter json, RegisteredGate gate)
    {
        json.WriteString("gate", gate.Id.Value);
        WriteList(json, "assignments", gate.Assignments, WriteAssignment);
        if (gate.Closures.Length > 0)
            WriteList(json, "closures", gate.Closures, WriteClosure);
    }

    private static void WriteClosure(Utf8JsonWriter json, Closure closure)
    {
        json.WriteString("from", closure.From);
        if (closure.Until is { } until)
            json.WriteString("until", until);
        json.WriteString("reason", closure.Reason);
        json.WriteString("by", closure.By);
        json.WriteString("declared", closure.Declared);
    }

    private static void WriteAssignment(Utf8JsonWriter json, Assignment assignment)
    {
        json.WriteString("from", assignment.From);
        json.WriteString("community", assignment.Place.Community);
        json.WriteString("kind", WireName.Of(assignment.Kind));
        WriteName(json, assignment.Name);
    }

    private static void WriteHead(Utf8JsonWriter json, string code, LocalName name)
    {
        json.WriteString("code", code);
        WriteName(json, name);
    }

    private static void WriteName(Utf8JsonWriter json, LocalName name)
    {
        json.WriteStartObject("name");
        json.WriteString("zh", name.Zh);
        json.WriteString("en", name.En);
        json.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter json, string key, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(key);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
