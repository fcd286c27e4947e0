using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World.Troubles;
using Checkpoint.DeviceSim.World.Truth;
using Checkpoint.Tests.Unit.Contract;

namespace Checkpoint.Tests.Unit.DeviceSim.Truth;

public sealed class TruthLogTests : IDisposable
{
    private static readonly GateId Gate = GateId.Parse("gate-01");

    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint-truth-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_kind_of_line_survives_the_file()
    {
        TruthEntry[] entries =
        [
            new VisitBegun(1, 3664, PassageDirection.Inward),
            new AttemptEnded(1, 1, 5, 12, 15300, 15310, 14700, 14701, ScreeningOutcome.Retry),
            new VisitEnded(1, PassageEnd.Completed),
            new VerdictPressed(1, 3742, IsFever: true),
            new ReleasePressed(3),
            new ReleaseAnswered(3, IsOpen: false),
            new DoorForcedOpen(IsQuiet: true),
            new TroublePlanned(TroubleKind.Frost, 5, 6, 3.25),
            new RecordsMade(1, SampleRecords.Stream, [41, 42]),
            new RecordsRefused(2, "disk full"),
        ];
        using (var log = TruthLog.Open(_folder, Gate, 7, TimeProvider.System))
        {
            foreach (var entry in entries)
                log.Write(entry);
            log.Write(new VehicleCame(3, [5, 6]));
            log.Write(new RecordsIntended(1, SampleRecords.OfEveryKind(), [1, 2]));
        }

        var read = TruthLog.Read(TruthLog.FileOf(_folder, Gate));

        Assert.Equal(new SimulationBegun(Gate, 7), Assert.IsType<SimulationBegun>(read[0]) with { AtMicroseconds = 0 });
        Assert.All(read, entry => Assert.InRange(entry.AtMicroseconds, RecordLimits.MinTimeMicroseconds, long.MaxValue));
        Assert.Equal(SampleRecords.OfEveryKind(), Assert.IsType<RecordsIntended>(read[^1]).Records);
        Assert.Equal([41, 42], Assert.Single(read.OfType<RecordsMade>()).Seqs);
        Assert.Equal(entries.Where(entry => entry is not RecordsMade), read.Skip(1).Take(entries.Length).Where(entry => entry is not RecordsMade)
            .Select(entry => entry with { AtMicroseconds = 0 }));
        Assert.Equal([5, 6], Assert.Single(read.OfType<VehicleCame>()).Visits);
    }

    [Fact]
    public void A_line_half_written_by_a_killed_process_is_left_out()
    {
        using (var log = TruthLog.Open(_folder, Gate, 7, TimeProvider.System))
            log.Write(new VisitEnded(1, null));
        File.AppendAllText(TruthLog.FileOf(_folder, Gate), """{"entry":"visit_be""");
        using (var log = TruthLog.Open(_folder, Gate, 7, TimeProvider.System))
            log.Write(new VisitEnded(2, null));

        Assert.Equal(4, TruthLog.Read(TruthLog.FileOf(_folder, Gate)).Count);
    }

    [Fact]
    public void A_damaged_line_elsewhere_is_an_error()
    {
        File.WriteAllText(TruthLog.FileOf(_folder, Gate), "garbage\n{\"entry\":\"visit_ended\",\"visit\":1,\"at_microseconds\":1}\n");
        Assert.Throws<InvalidDataException>(() => TruthLog.Read(TruthLog.FileOf(_folder, Gate)));
    }
}
