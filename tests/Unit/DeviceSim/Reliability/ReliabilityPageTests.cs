using Checkpoint.DeviceSim.Scenarios.Reliability;

namespace Checkpoint.Tests.Unit.DeviceSim.Reliability;

public sealed class ReliabilityPageTests
{
    [Fact]
    public void A_campaign_is_a_row_with_its_bounds_its_note_and_its_command()
    {
        var page = Write(Results.Clean("kill"));

        Assert.Contains("| fault kill | 300 tries | 61,000 | 61,000 | 0 | 0 | 0 | 0 | 15 min | 2026-11-22 |\n", page);
        Assert.Contains("| fault kill | 1 in 100 | 1 in 20,362 |\n", page);
        Assert.Contains("- **fault kill**: note kill\n", page);
        Assert.Contains("./checkpoint soak --kill 300\n./checkpoint soak --report --out docs/reliability.md\n", page);
    }

    [Fact]
    public void Without_findings_the_page_says_so()
    {
        var page = Write(Results.Clean("kill"), Results.Clean("network"));

        Assert.Contains("122,000 records were made: none was lost, none doubled, none wrongly timed, and nothing else was found", page);
        Assert.DoesNotContain("What was found", page);
    }

    [Fact]
    public void With_findings_the_page_begins_with_them_and_lists_them()
    {
        var page = Write(
            Results.Clean("kill") with { Lost = 1, WronglyTimed = 2, Details = ["kill, seed 7: gate-01: missing (/tmp/somewhere)"] },
            Results.Clean("network") with { Doubled = 3, OtherFindings = 4 });

        Assert.Contains("**Something was found**: 1 of 122,000 records lost, 3 doubled, 2 wrongly timed, 4 other findings.", page);
        Assert.Contains("- `kill, seed 7: gate-01: missing (/tmp/somewhere)`\n", page);
        Assert.Contains("| fault kill | 1 in 63 | 1 in 12,859 |\n", page);
    }

    [Fact]
    public void A_campaign_that_came_to_nothing_proves_nothing() =>
        Assert.Contains("| fault kill | – | – |\n", Write(Results.Clean("kill") with { Trials = 0, Made = 0, Stored = 0 }));

    [Fact]
    public void The_page_has_no_line_of_another_system_s_end() => Assert.DoesNotContain('\r', Write(Results.Clean("kill")));

    private static string Write(params CampaignResult[] campaigns) => new ReliabilityPage(campaigns).Write();
}
