namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>Orders of kills.</summary>
public static class KillPlan
{
    private const double PairShare = 0.2;
    private const double GateStartShare = 0.1;
    private const double GateStopShare = 0.1;

    /// <summary>Each target so many times, one after the other, shuffled.</summary>
    public static IReadOnlyList<KillStroke> Each(IEnumerable<KillTarget> targets, int kills, Random random)
    {
        KillStroke[] strokes = [.. targets.SelectMany(target => Enumerable.Repeat(new KillStroke(KillMoment.Working, [target]), kills))];
        random.Shuffle(strokes);
        return strokes;
    }

    /// <summary>One or two at any moment, and gates also while they start or stop.</summary>
    public static IReadOnlyList<KillStroke> Mixed(IReadOnlyList<KillTarget> targets, int strokes, Random random) =>
        [.. Enumerable.Range(0, strokes).Select(_ => Draw(targets, random))];

    private static KillStroke Draw(IReadOnlyList<KillTarget> targets, Random random)
    {
        var kind = random.NextDouble();
        var one = targets[random.Next(targets.Count)];
        return kind switch
        {
            < GateStartShare => new KillStroke(KillMoment.Starting, [KillTarget.Gate]),
            < GateStartShare + GateStopShare => new KillStroke(KillMoment.Stopping, [KillTarget.Gate]),
            < GateStartShare + GateStopShare + PairShare => new KillStroke(KillMoment.Working, Pair(one, targets, random)),
            _ => new KillStroke(KillMoment.Working, [one]),
        };
    }

    /// <summary>Two gates may go at once; there is one only of everything else.</summary>
    private static KillTarget[] Pair(KillTarget one, IReadOnlyList<KillTarget> targets, Random random)
    {
        KillTarget[] others = [.. targets.Where(other => other != one || other == KillTarget.Gate)];
        return [one, others[random.Next(others.Length)]];
    }
}
