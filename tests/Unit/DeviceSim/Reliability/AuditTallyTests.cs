using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.Scenarios.Reliability;

namespace Checkpoint.Tests.Unit.DeviceSim.Reliability;

public sealed class AuditTallyTests
{
    private static readonly GateId Gate = GateId.Parse("gate-01");

    [Theory]
    [InlineData(AuditFault.Missing, FindingColumn.Lost)]
    [InlineData(AuditFault.AttemptWithoutScreening, FindingColumn.Lost)]
    [InlineData(AuditFault.Doubled, FindingColumn.Doubled)]
    [InlineData(AuditFault.WronglyTimed, FindingColumn.WronglyTimed)]
    [InlineData(AuditFault.Different, FindingColumn.Other)]
    [InlineData(AuditFault.SummaryExceedsRecords, FindingColumn.Other)]
    public void A_finding_has_its_column(AuditFault fault, FindingColumn column) => Assert.Equal(column, AuditTally.ColumnOf(fault));

    [Fact]
    public void Gates_add_up_and_a_gap_counts_all_its_records()
    {
        var tally = AuditTally.Of(
        [
            Audit(made: 10, stored: 7, new AuditFinding(AuditFault.Missing, Gate, "") { Records = 3 }),
            Audit(made: 5, stored: 5, new AuditFinding(AuditFault.Doubled, Gate, ""), new AuditFinding(AuditFault.NeverMade, Gate, "")),
        ]);

        Assert.Equal(new AuditTally { Made = 15, Stored = 12, Lost = 3, Doubled = 1, Other = 1 }, tally);
        Assert.Equal(5, tally.Findings);
        Assert.Equal(new AuditTally { Made = 16, Stored = 13, Lost = 3, Doubled = 1, WronglyTimed = 1, Other = 1 },
            tally + new AuditTally { Made = 1, Stored = 1, WronglyTimed = 1 });
    }

    private static GateAudit Audit(long made, long stored, params AuditFinding[] findings) => new(Gate, made, stored, 0, 0, 0, 0, findings);
}
