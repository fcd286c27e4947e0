using System.Text.Json;
using System.Text.Json.Serialization;
using Checkpoint.Contract;
using Checkpoint.Contract.Json;

namespace Checkpoint.DeviceSim.World;

/// <summary>
/// What a simulated gate's process says of itself, for the one who started it: a small file, replaced as a whole twice a
/// second and when the gate has stopped.
/// </summary>
public sealed record GateState
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new StreamIdConverter() },
    };

    public required StreamId Stream { get; init; }

    /// <summary>Highest seq made in the stream.</summary>
    public long MadeThrough { get; init; }

    /// <summary>Records that the database does not have, by the gate's knowledge.</summary>
    public long OutboxDepth { get; init; }

    /// <summary>Null before the first ack of this process.</summary>
    public double? SecondsSinceAck { get; init; }

    /// <summary>Of this process, as are the counts below.</summary>
    public int Passages { get; init; }

    public int Fevers { get; init; }

    /// <summary>Of the last screening that had one, 0.01 °C.</summary>
    public int? LastBodyCentiC { get; init; }

    /// <summary>CLOCK_BOOTTIME when the sensor first answered this process; null before that.</summary>
    public long? FirstSampleBoottimeMicroseconds { get; init; }

    [JsonIgnore]
    public long Stored => MadeThrough - OutboxDepth;

    public static string FileOf(string folder, GateId gate) => Path.Combine(folder, $"{gate}.state.json");

    /// <summary>Null while there is none.</summary>
    public static GateState? TryRead(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<GateState>(File.ReadAllBytes(file), Json);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public void Write(string file)
    {
        File.WriteAllBytes(file + ".new", JsonSerializer.SerializeToUtf8Bytes(this, Json));
        File.Move(file + ".new", file, overwrite: true);
    }
}
