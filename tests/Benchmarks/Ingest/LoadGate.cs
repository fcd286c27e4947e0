using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Fleet;

namespace Checkpoint.Benchmarks.Ingest;

/// <summary>Where one simulated gate's stream stands: its records go on from round to round, so that none is sent twice.</summary>
internal sealed class LoadGate(GateId id, int seed)
{
    /// <summary>So that all rounds lie in a few days, as a real backlog does, and not in as many shards of the database.</summary>
    private const int MeanGapMicroseconds = 400_000;

    private readonly PlausibleRecords _records = new(seed);

    private readonly Random _gaps = new(seed);

    private long _timeMicroseconds =
        (DateTimeOffset.UtcNow - TimeSpan.FromDays(3)).ToUnixTimeMilliseconds() * 1000;

    public GateId Id => id;

    public StreamId Stream { get; } = StreamId.Random();

    public long MadeThrough { get; private set; }

    /// <summary>Screenings, for they make the longest lines of what comes often.</summary>
    public Screening[] Next(int count)
    {
        var records = new Screening[count];
        for (var i = 0; i < count; i++)
        {
            _timeMicroseconds += _gaps.Next(MeanGapMicroseconds / 2, MeanGapMicroseconds * 3 / 2);
            records[i] = _records.NextScreening(++MadeThrough, new RecordTime(_timeMicroseconds, 3_000));
        }

        return records;
    }

    /// <summary>Screenings decided at this moment.</summary>
    public Screening[] Now(int count)
    {
        var records = new Screening[count];
        for (var i = 0; i < count; i++)
            records[i] = _records.NextScreening(++MadeThrough, RecordTime.At(DateTimeOffset.UtcNow, TimeSpan.FromMilliseconds(3)));
        return records;
    }
}
