using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Names of the tables, measurements and columns that records are filed under.</summary>
internal static class Measurements
{
    public const string Screening = "screening";
    public const string Passage = "passage";
    public const string Event = "gate_event";
    public const string Summary = "gate_summary";
    public const string Health = "gate_health";

    public static readonly IReadOnlyList<string> All = [Screening, Passage, Event, Summary, Health];

    public static string Of(GateRecord record) => record switch
    {
        Checkpoint.Contract.Records.Screening => Screening,
        Checkpoint.Contract.Records.Passage => Passage,
        GateEvent => Event,
        Checkpoint.Contract.Records.Summary => Summary,
        Checkpoint.Contract.Records.Health => Health,
        _ => throw new ArgumentException($"no measurement for {record.GetType()}", nameof(record)),
    };
}
