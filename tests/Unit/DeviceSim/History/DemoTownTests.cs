using System.Text;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.DeviceSim.History;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Demo;

namespace Checkpoint.Tests.Unit.DeviceSim.History;

public sealed class DemoTownTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 10, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 1)]
    [InlineData(30, 4)]
    [InlineData(400, 50)]
    public void Its_registry_is_taken_by_the_cloud_whatever_the_length_and_the_gates(int days, int gates)
    {
        var plan = Plan(days, gates);

        var registry = RegistryFile.Parse(Encoding.UTF8.GetBytes(SiteRegistry.Write(plan.Site.District, plan.Site.Gates)), out var faults);

        Assert.Empty(faults);
        Assert.Equal(plan.Site.Gates.Count, registry!.Gates.Count);
        Assert.Equal(plan.Pasts.Count + Math.Max(0, gates - 4), plan.Site.Gates.Count);
    }

    [Fact]
    public void A_month_is_one_of_24_gates_in_twelve_communities_of_three_streets_with_names_that_tell_them_apart()
    {
        var plan = Plan(30, 4);

        var gates = plan.Site.Gates;
        Assert.Equal(24, gates.Count);
        Assert.Equal(12, gates.Select(gate => gate.Community).Distinct().Count());
        Assert.Equal(3, gates.Select(gate => gate.Community[..9]).Distinct().Count());
        Assert.Equal(24, gates.Select(gate => gate.Chinese).Distinct().Count());
        Assert.Equal(24, gates.Select(gate => gate.English).Distinct().Count());
        Assert.Equal(new DateTimeOffset(2026, 1, 11, 0, 0, 0, TimeSpan.FromHours(8)), plan.From);
    }

    [Fact]
    public void Among_its_gates_are_one_silent_one_closed_one_cut_off_and_some_that_run_for_real()
    {
        var pasts = Plan(30, 4).Pasts;

        Assert.Single(pasts, past => past.LastAt is not null);
        Assert.Single(pasts, past => past.Gate.Closures.Any(closure => closure.Until is null));
        Assert.Single(pasts, past => past.OfflineFrom is not null);
        Assert.Single(pasts, past => past.FeverShare == 0);
        Assert.Equal(["gate-01", "gate-02", "gate-03", "gate-04"], pasts.Where(past => past.IsReplaced).Select(past => past.Gate.Id.Value));
    }

    [Fact]
    public void Without_a_history_there_are_the_gates_that_run_and_no_town()
    {
        var plan = Plan(0, 4);

        Assert.Empty(plan.Pasts);
        Assert.Equal(plan.Live.Gates, plan.Site.Gates);
        Assert.Same(SitePlace.Demo, plan.Site.District);
    }

    private static DemoPlan Plan(int days, int gates) => DemoPlan.Of(new DemoOptions { HistoryDays = days, Gates = gates }, "folder", Now);
}
