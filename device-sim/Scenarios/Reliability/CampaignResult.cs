using System.Text.Json;
using System.Text.Json.Serialization;

namespace Checkpoint.DeviceSim.Scenarios.Reliability;

/// <summary>What one campaign of faults has shown: a line of <c>docs/reliability.md</c>.</summary>
public sealed record CampaignResult
{
    /// <summary>Short name, which is its file's too: lower case, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What was done to the system, in a few words.</summary>
    public required string Fault { get; init; }

    /// <summary>The command that does it again.</summary>
    public required string Command { get; init; }

    /// <summary>Independent tries: seeds, kills, cuts. What is proved rests on their number.</summary>
    public required long Trials { get; init; }

    /// <summary>What a trial is, in the plural.</summary>
    public required string TrialsAre { get; init; }

    public required long Made { get; init; }

    public required long Stored { get; init; }

    public required long Lost { get; init; }

    public required long Doubled { get; init; }

    public required long WronglyTimed { get; init; }

    /// <summary>Whatever else the audit found: other fields, wrong counts, records never made.</summary>
    public required long OtherFindings { get; init; }

    /// <summary>UTC day of the run.</summary>
    public required DateOnly Day { get; init; }

    public required double Hours { get; init; }

    /// <summary>What a reader must know of it; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The first findings in words, and where their evidence lies.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    [JsonIgnore]
    public long Findings => Lost + Doubled + WronglyTimed + OtherFindings;

    [JsonIgnore]
    private bool IsPlausible => Hours >= 0
        && new[] { Trials, Made, Stored, Lost, Doubled, WronglyTimed, OtherFindings }.All(count => count >= 0);

    /// <summary>Writes it to a folder, in the place of an earlier one of the same name.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Name + ".json"), JsonSerializer.Serialize(this, CampaignJson.Default.CampaignResult) + "\n");
    }

    /// <summary>All results in a folder, by name; none for no folder.</summary>
    /// <exception cref="InvalidDataException">A file there is none; names it.</exception>
    public static IReadOnlyList<CampaignResult> LoadAll(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Load)]
        : [];

    private static CampaignResult Load(string file)
    {
        try
        {
            var result = JsonSerializer.Deserialize(File.ReadAllText(file), CampaignJson.Default.CampaignResult)
                ?? throw new InvalidDataException($"{file} is empty");
            return result.IsPlausible ? result : throw new InvalidDataException($"{file}: a count or the time it took is below 0");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{file}: {fault.Message}", fault);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(CampaignResult))]
internal sealed partial class CampaignJson : JsonSerializerContext;
