using System.Text.Json;
using System.Text.Json.Serialization;
using Checkpoint.Contract.Records;

namespace Checkpoint.Contract.Json;

/// <summary>
/// The one JSON form of a record, for exports, logs and audits: snake_case, <c>kind</c> first, integers in the units that
/// their names end in, absent where null. Two records are equal exactly when their JSON is.
/// </summary>
public static class RecordJson
{
    public static string Write(GateRecord record) => JsonSerializer.Serialize(record, ContractJson.Default.GateRecord);

    /// <exception cref="JsonException">Not a record.</exception>
    public static GateRecord Read(string json) => JsonSerializer.Deserialize(json, ContractJson.Default.GateRecord)
        ?? throw new JsonException("null is not a record");
}
