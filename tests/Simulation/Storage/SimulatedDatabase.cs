using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Storage;

/// <summary>
/// The database itself, whoever writes to it. Keyed as InfluxDB is: a record with the measurement, tags and storage timestamp of
/// another takes its place, which is never right and is found.
/// </summary>
internal sealed class SimulatedDatabase(EventLoop loop, Random random, FindingList findings)
{
    private readonly Dictionary<RecordName, GateRecord> _ever = [];
    private Dictionary<PointKey, StoredRecord> _points = [];
    private Dictionary<RecordName, PointKey> _names = [];

    public Random Random => random;

    public StoreTrouble Trouble { get; set; }

    public IEnumerable<StoredRecord> All => _points.Values;

    public int Count => _points.Count;

    /// <summary>It had this record durable at some time; a backup may have taken it away since.</summary>
    public bool EverHad(GateId gate, StreamId stream, long seq) => Ever(gate, stream, seq) is not null;

    /// <summary>What it once had under this name, perhaps from another copy of the gate's card; null for nothing.</summary>
    public GateRecord? Ever(GateId gate, StreamId stream, long seq) => _ever.GetValueOrDefault(new RecordName(gate, stream, seq));

    public bool Has(GateId gate, StreamId stream, long seq) => _names.ContainsKey(new RecordName(gate, stream, seq));

    public void Apply(PlacedBatch batch, GateRecord record)
    {
        var key = KeyOf(batch.Gate, batch.Stream, batch.Place, record);
        var name = new RecordName(batch.Gate, batch.Stream, record.Seq);
        if (_points.TryGetValue(key, out var before) && before.Record != record)
        {
            var kind = before.Record.Seq == record.Seq ? FindingKind.Different : FindingKind.Lost;
            findings.Add(kind, batch.Gate, $"{batch.Stream}: {record} takes the place of {before.Record}");
            _names.Remove(new RecordName(batch.Gate, batch.Stream, before.Record.Seq));
        }

        if (_names.TryGetValue(name, out var known) && known != key)
            findings.Add(FindingKind.Doubled, batch.Gate, $"{batch.Stream}/{record.Seq} under two keys: {_points[known].Record} and {record}");
        loop.Mix(record.Seq);
        _points[key] = new StoredRecord(batch.Gate, batch.Stream, batch.Place, record);
        _names[name] = key;
        _ever[name] = record;
    }

    public DatabaseBackup Backup() => new(new(_points), new(_names));

    public void Restore(DatabaseBackup backup) => (_points, _names) = (new(backup.Points), new(backup.Names));

    private static PointKey KeyOf(GateId gate, StreamId stream, Place place, GateRecord record)
    {
        var (first, second) = record switch
        {
            Screening screening => ((int)screening.Outcome, (int)screening.Quality),
            Passage passage => ((int)passage.Direction, (int)passage.End),
            GateEvent happening => ((int)happening.Type, 0),
            Summary summary => ((int)summary.Span, 0),
            _ => (0, 0),
        };
        return new PointKey(Measurements.Of(record), gate, stream, place, first, second, StorageTime.Of(record));
    }
}

/// <summary>What a record is called.</summary>
internal readonly record struct RecordName(GateId Gate, StreamId Stream, long Seq);

/// <summary>Measurement, tags and timestamp of a point.</summary>
internal readonly record struct PointKey(
    string Measurement, GateId Gate, StreamId Stream, Place Place, int First, int Second, long Nanoseconds);

/// <summary>The database as it once was.</summary>
internal sealed record DatabaseBackup(Dictionary<PointKey, StoredRecord> Points, Dictionary<RecordName, PointKey> Names);
