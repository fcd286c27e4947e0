using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>The registry as a JSON file; registry.sample.json shows one.</summary>
public static class RegistryFile
{
    /// <summary>Some hundred bytes a gate: room for 100,000 gates.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Characters of a name in one language.</summary>
    private const int MostOfName = 100;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    /// <summary>Null and all faults, each by its key, for anything that is not a registry.</summary>
    public static GateRegistry? Parse(ReadOnlyMemory<byte> utf8, out IReadOnlyList<KeyFault> faults)
    {
        var found = new List<KeyFault>();
        faults = found;
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            var root = new JsonFields(document.RootElement, "", found);
            var districts = root.Children("districts").Select(fields => ReadDistrict(fields)).ToImmutableArray();
            var places = PlacesOf(districts, root);
            var gates = root.Children("gates").Select(fields => ReadGate(fields, places)).ToList();
            root.Finish();
            FaultDoubles(gates.Select(gate => gate.Id), "gates", root);
            return found.Count == 0 ? new GateRegistry(districts, Valid(gates)) : null;
        }
        catch (JsonException exception)
        {
            found.Add(new KeyFault("file", $"is not JSON: {exception.Message}"));
            return null;
        }
    }

    private static IEnumerable<RegisteredGate> Valid(
        IEnumerable<(string Id, ImmutableArray<Assignment> Assignments, ImmutableArray<Closure> Closures)> gates) =>
        gates.Select(gate => new RegisteredGate(GateId.Parse(gate.Id), gate.Assignments) { Closures = gate.Closures });

    private static District ReadDistrict(JsonFields fields)
    {
        var code = ReadCode(fields, "", 6);
        var district = new District(
            code, ReadName(fields), [.. fields.Children("streets").Select(street => ReadStreet(street, code))]);
        fields.Finish();
        return district;
    }

    private static Street ReadStreet(JsonFields fields, string district)
    {
        var code = ReadCode(fields, district, 9);
        var street = new Street(
            code, ReadName(fields), [.. fields.Children("communities").Select(community => ReadCommunity(community, code))]);
        fields.Finish();
        return street;
    }

    private static Community ReadCommunity(JsonFields fields, string street)
    {
        var community = new Community(ReadCode(fields, street, 12), ReadName(fields));
        fields.Finish();
        return community;
    }

    private static string ReadCode(JsonFields fields, string parent, int digits)
    {
        var code = fields.RequiredText("code");
        if (code.Length > 0 && (code.Length != digits || !code.All(char.IsAsciiDigit)))
            fields.Fault("code", $"must be {digits} digits, is '{code}'");
        else if (!code.StartsWith(parent, StringComparison.Ordinal))
            fields.Fault("code", $"must begin with '{parent}', the code of what it lies in; is '{code}'");
        return code;
    }

    private static LocalName ReadName(JsonFields fields)
    {
        if (!fields.Has("name"))
            fields.Fault("name", "is missing");
        var names = fields.Child("name");
        if (!fields.Has("name"))
            return new LocalName("", "");
        var name = new LocalName(names.RequiredText("zh"), names.RequiredText("en"));
        foreach (var (key, text) in new[] { ("zh", name.Zh), ("en", name.En) })
        {
            if (text.Length > MostOfName || text.Any(char.IsControl))
                names.Fault(key, $"must be at most {MostOfName} characters, none of control");
        }

        names.Finish();
        return name;
    }

    private static Dictionary<string, Place> PlacesOf(ImmutableArray<District> districts, JsonFields root)
    {
        var communities = districts.SelectMany(district => district.Streets.SelectMany(street => street.Communities
            .Select(community => new Place(district.Code, street.Code, community.Code)))).ToList();
        FaultDoubles(districts.Select(district => district.Code), "districts", root);
        FaultDoubles(districts.SelectMany(district => district.Streets).Select(street => street.Code), "districts[].streets", root);
        FaultDoubles(communities.Select(place => place.Community), "districts[].streets[].communities", root);
        return communities.DistinctBy(place => place.Community).ToDictionary(place => place.Community);
    }

    private static void FaultDoubles(IEnumerable<string> names, string key, JsonFields root)
    {
        foreach (var doubled in names.GroupBy(name => name).Where(group => group.Key.Length > 0 && group.Count() > 1))
            root.Fault(key, $"'{doubled.Key}' is there {doubled.Count()} times");
    }

    private static (string Id, ImmutableArray<Assignment> Assignments, ImmutableArray<Closure> Closures) ReadGate(
        JsonFields fields, Dictionary<string, Place> places)
    {
        var id = fields.RequiredText("gate");
        if (id.Length > 0 && !GateId.TryParse(id, out _))
            fields.Fault("gate", $"must be {GateId.MinLength} to {GateId.MaxLength} of a-z, 0-9 and '-', not beginning with '-'; is '{id}'");
        var children = fields.Children("assignments");
        if (children.Count == 0)
            fields.Fault("assignments", "must hold at least one");
        var assignments = ImmutableArray.CreateBuilder<Assignment>(children.Count);
        foreach (var child in children)
            assignments.Add(ReadAssignment(child, places, assignments.LastOrDefault()?.From));
        var closures = ClosureFields.Read(fields);
        fields.Finish();
        return (id, assignments.DrainToImmutable(), closures);
    }

    private static Assignment ReadAssignment(JsonFields fields, Dictionary<string, Place> places, DateTimeOffset? former)
    {
        var community = fields.RequiredText("community");
        if (!places.TryGetValue(community, out var place) && community.Length > 0)
            fields.Fault("community", $"'{community}' is not among the communities of this file");
        var kind = fields.Choice("kind", "pedestrian", "pedestrian", "vehicle", "door");
        var assignment = new Assignment(ReadFrom(fields, former), place!, KindOf(kind), ReadName(fields));
        fields.Finish();
        return assignment;
    }

    private static GateKind KindOf(string name) => WireName.TryParse(name, out GateKind kind) ? kind : GateKind.Pedestrian;

    private static DateTimeOffset ReadFrom(JsonFields fields, DateTimeOffset? former)
    {
        var text = fields.RequiredText("from");
        if (!TimeText.TryParse(text, out var from))
        {
            if (text.Length > 0)
                fields.Fault("from", $"must be a time such as 2026-01-31T08:00:00+08:00, is '{text}'");
        }
        else if (from <= former)
        {
            fields.Fault("from", $"must be later than that of the assignment before, {former:O}; is '{text}'");
        }

        return from;
    }

    /// <summary>The file's text for a registry, as people would write it.</summary>
    public static string Format(GateRegistry registry)
    {
        var buffer = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(buffer, options))
            RegistryWriter.Write(registry, json);
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
