using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Outbox;

/// <summary>By which seqs a record names earlier ones of its stream.</summary>
internal static class RecordReferences
{
    /// <param name="follow">The seq that takes the place of one; null where there is none.</param>
    public static GateRecord Follow(GateRecord record, Func<long, long?> follow)
    {
        long? Followed(long? seq) => seq is { } known ? follow(known) : null;
        return record switch
        {
            Screening { FirstSeq: not null } screening => screening with { FirstSeq = Followed(screening.FirstSeq) },
            Passage { ScreeningSeq: not null } passage => passage with { ScreeningSeq = Followed(passage.ScreeningSeq) },
            GateEvent { ScreeningSeq: not null } verdict => verdict with { ScreeningSeq = Followed(verdict.ScreeningSeq) },
            _ => record,
        };
    }
}
