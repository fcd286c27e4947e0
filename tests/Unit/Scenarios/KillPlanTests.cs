using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Tests.Unit.Scenarios;

public sealed class KillPlanTests
{
    private static readonly KillTarget[] WithoutDatabase = [KillTarget.Broker, KillTarget.Cloud, KillTarget.Gate];

    [Fact]
    public void Each_target_is_killed_as_often_as_was_asked()
    {
        var plan = KillPlan.Each(Enum.GetValues<KillTarget>(), 10, new Random(1));

        Assert.All(Enum.GetValues<KillTarget>(), target => Assert.Equal(10, plan.Count(stroke => stroke.Targets.SequenceEqual([target]))));
        Assert.All(plan, stroke => Assert.Equal(KillMoment.Working, stroke.Moment));
    }

    [Fact]
    public void A_mixed_plan_has_every_moment_every_target_and_pairs()
    {
        var plan = KillPlan.Mixed(Enum.GetValues<KillTarget>(), 200, new Random(1));

        Assert.Equal(200, plan.Count);
        Assert.All(Enum.GetValues<KillMoment>(), moment => Assert.Contains(plan, stroke => stroke.Moment == moment));
        Assert.All(Enum.GetValues<KillTarget>(), target => Assert.Contains(plan, stroke => stroke.Targets.Contains(target)));
        Assert.Contains(plan, stroke => stroke.Targets.Count == 2);
    }

    [Fact]
    public void Only_gates_are_killed_starting_or_stopping_and_only_gates_twice_at_once()
    {
        var plan = KillPlan.Mixed(WithoutDatabase, 500, new Random(1));

        Assert.All(plan.Where(stroke => stroke.Moment != KillMoment.Working), stroke => Assert.Equal([KillTarget.Gate], stroke.Targets));
        Assert.All(plan.Where(stroke => stroke.Targets.Count == 2 && stroke.Targets[0] == stroke.Targets[1]), stroke =>
            Assert.Equal(KillTarget.Gate, stroke.Targets[0]));
        Assert.DoesNotContain(plan, stroke => stroke.Targets.Contains(KillTarget.Database));
    }
}
