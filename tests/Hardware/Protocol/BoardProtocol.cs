using System.Text.Json;
using System.Text.Json.Serialization;

namespace Checkpoint.Tests.Hardware.Protocol;

/// <summary>What was done to the board and what was seen on it, by whoever did it. Times are its CLOCK_BOOTTIME, µs.</summary>
public sealed record BoardProtocol
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true, Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Release of the kernel, e.g. 6.1.0-56-amd64.</summary>
    public required string Kernel { get; init; }

    public List<Visit> Visits { get; init; } = [];

    /// <summary>Every drive of an input line.</summary>
    public List<Driven> Driven { get; init; } = [];

    /// <summary>Every change of an output line, by the board's own stamp.</summary>
    public List<OutputChange> Outputs { get; init; } = [];

    public List<LifeMark> Life { get; init; } = [];

    public List<DoctorRun> Doctor { get; init; } = [];

    /// <summary>What was waited for in vain.</summary>
    public List<string> Missed { get; init; } = [];

    public Visit VisitNamed(string name) => Visits.Single(visit => visit.Name == name);

    public DoctorRun Examined(string ailment) => Doctor.Single(examined => examined.Ailment == ailment);

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, Json));

    public static BoardProtocol Read(string file) => JsonSerializer.Deserialize<BoardProtocol>(File.ReadAllText(file), Json)
        ?? throw new InvalidDataException($"{file} holds no protocol");
}
