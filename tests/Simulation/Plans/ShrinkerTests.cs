using Checkpoint.Tests.Simulation.Auditing;

namespace Checkpoint.Tests.Simulation.Plans;

public sealed class ShrinkerTests
{
    [Fact]
    public void What_a_finding_does_not_need_is_taken_out_of_its_world()
    {
        // Planted: a finding whenever the database is down at all.
        var plan = PlanMaker.FromSeed(7);
        var broken = plan with
        {
            Duration = TimeSpan.FromMinutes(20),
            Faults =
            [
                new Fault(FaultKind.LinkSlow, 0, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), 0.5),
                Shrinkable(FaultKind.DiskFull), Shrinkable(FaultKind.GatewayKilled), Shrinkable(FaultKind.StoreDown),
            ],
        };
        var found = Simulation.Run(broken);
        var planted = found with { Findings = [new Finding(FindingKind.Lost, null, TimeSpan.Zero, "planted")], FindingCount = 1 };

        var shrunken = Shrinker.Shrink(planted, smaller => Simulation.Run(smaller) with
        {
            Findings = smaller.Faults.Any(fault => fault.Kind == FaultKind.StoreDown)
                ? [new Finding(FindingKind.Lost, null, TimeSpan.Zero, "planted")]
                : [],
        });

        Assert.Equal([FaultKind.StoreDown], shrunken.Result.Plan.Faults.Select(fault => fault.Kind));
        Assert.Single(shrunken.Result.Plan.Gates);
        Assert.True(shrunken.Result.Plan.Duration <= TimeSpan.FromMinutes(5));
    }

    private static Fault Shrinkable(FaultKind kind) => new(kind, 0, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(1), 0.5);
}
