using Checkpoint.DeviceSim.Scenarios.Audit;

namespace Checkpoint.DeviceSim.Scenarios.Reliability;

/// <summary>What audits have found, in the columns of <c>docs/reliability.md</c>.</summary>
public sealed record AuditTally
{
    public long Made { get; init; }

    public long Stored { get; init; }

    public long Lost { get; init; }

    public long Doubled { get; init; }

    public long WronglyTimed { get; init; }

    public long Other { get; init; }

    public long Findings => Lost + Doubled + WronglyTimed + Other;

    public static AuditTally Of(IReadOnlyList<GateAudit> audits)
    {
        var columns = audits.SelectMany(audit => audit.Findings).ToLookup(finding => ColumnOf(finding.Fault), finding => finding.Records);
        return new AuditTally
        {
            Made = audits.Sum(audit => audit.Made),
            Stored = audits.Sum(audit => audit.Stored),
            Lost = columns[FindingColumn.Lost].Sum(),
            Doubled = columns[FindingColumn.Doubled].Sum(),
            WronglyTimed = columns[FindingColumn.WronglyTimed].Sum(),
            Other = columns[FindingColumn.Other].Sum(),
        };
    }

    /// <summary>Where a finding of the audit is counted. An outcome that somebody was told and no record tells is a record lost.</summary>
    public static FindingColumn ColumnOf(AuditFault fault) => fault switch
    {
        AuditFault.Missing or AuditFault.AttemptWithoutScreening => FindingColumn.Lost,
        AuditFault.Doubled => FindingColumn.Doubled,
        AuditFault.WronglyTimed => FindingColumn.WronglyTimed,
        _ => FindingColumn.Other,
    };

    public static AuditTally operator +(AuditTally one, AuditTally other) => new()
    {
        Made = one.Made + other.Made,
        Stored = one.Stored + other.Stored,
        Lost = one.Lost + other.Lost,
        Doubled = one.Doubled + other.Doubled,
        WronglyTimed = one.WronglyTimed + other.WronglyTimed,
        Other = one.Other + other.Other,
    };
}
