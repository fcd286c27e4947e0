using System.Globalization;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Checkpoint.DeviceSim.Scenarios.Demo;

/// <summary>The ledger against the truth, a line a gate, and what is wrong with it.</summary>
internal static class LedgerTable
{
    private const int MostFindings = 20;

    private static readonly string[] Columns =
        ["gate", "visits", "screenings", "fevers", "passages", "made", "stored", "missing", "doubled", "different", "other"];

    public static void Write(IAnsiConsole console, IReadOnlyList<GateAudit> audits)
    {
        var table = new Table().RoundedBorder().Title("Ledger: the database against the simulator's truth");
        foreach (var column in Columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var audit in audits)
            table.AddRow(Cells(audit).Select(IRenderable (cell) => new Text(cell)).ToArray());
        console.Write(table);
        var findings = audits.SelectMany(audit => audit.Findings).ToList();
        foreach (var finding in findings.Take(MostFindings))
            console.WriteLine(finding.ToString());
        if (findings.Count > MostFindings)
            console.WriteLine($"… and {findings.Count - MostFindings} more");
        console.WriteLine(findings.Count == 0
            ? "Balanced: every record is stored exactly once, as it was made."
            : $"NOT balanced: {findings.Count} findings.");
    }

    /// <summary>The history beside the gates that run: its streams are audited by the ledger alone.</summary>
    public static string OfHistory(int streams, long records, int faults) => string.Create(
        CultureInfo.InvariantCulture,
        $"History: {records:#,0} records in {streams} streams, {(faults == 0 ? "each stored exactly once" : "and not each stored exactly once")}.");

    private static string[] Cells(GateAudit audit)
    {
        var known = new[] { AuditFault.Missing, AuditFault.Doubled, AuditFault.Different };
        return
        [
            audit.Gate.Value,
            .. new[] { audit.Visits, audit.Screenings, audit.Fevers, audit.Passages, audit.Made, audit.Stored }.Select(Number),
            .. known.Select(fault => Number(audit.Findings.Count(finding => finding.Fault == fault))),
            Number(audit.Findings.Count(finding => !known.Contains(finding.Fault))),
        ];
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(int value) => Number((long)value);
}
