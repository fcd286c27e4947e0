using System.Text.Json;
using Checkpoint.Contract;
using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;

namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>A record as the database gave it to <c>checkpoint-cloud export</c>.</summary>
public sealed record StoredRecord(StreamId Stream, GateRecord Record)
{
    /// <summary>One line of the export.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static StoredRecord Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        if (!StreamId.TryParse(json.RootElement.GetProperty("stream").GetString(), out var stream))
            throw new InvalidDataException($"no stream: {line}");
        return new StoredRecord(stream, RecordJson.Read(json.RootElement.GetProperty("record").GetRawText()));
    }
}
