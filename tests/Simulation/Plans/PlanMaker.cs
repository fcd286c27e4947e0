namespace Checkpoint.Tests.Simulation.Plans;

/// <summary>What a seed decides.</summary>
public static class PlanMaker
{
    private static readonly DateTimeOffset FirstDay = new(2026, 2, 10, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gate faults with how often they come beside each other.</summary>
    private static readonly (FaultKind Kind, int Weight)[] Weights =
    [
        (FaultKind.GatewayKilled, 6), (FaultKind.GatewayStopped, 2), (FaultKind.PowerCut, 9), (FaultKind.LinkCut, 6),
        (FaultKind.LinkCutUp, 3), (FaultKind.LinkCutDown, 3), (FaultKind.LinkHalfOpen, 3), (FaultKind.LinkSlow, 3),
        (FaultKind.RepliesDropped, 3), (FaultKind.ClockUnsynchronised, 2), (FaultKind.ClockStepped, 2), (FaultKind.DiskFull, 2),
        (FaultKind.DiskReadOnly, 1), (FaultKind.DiskWritesFail, 2), (FaultKind.DiskSyncsFail, 2), (FaultKind.DiskSlow, 2),
        (FaultKind.CardRestored, 1), (FaultKind.BoardReplaced, 1), (FaultKind.GateUnknown, 1), (FaultKind.IngestKilled, 6),
        (FaultKind.IngestCut, 3), (FaultKind.IngestHalfOpen, 2), (FaultKind.BrokerDown, 4), (FaultKind.MessagesDoubled, 2),
        (FaultKind.BrokerSlow, 2), (FaultKind.StoreDown, 3), (FaultKind.StoreRefuses, 2), (FaultKind.StoreAppliesThenFails, 3),
        (FaultKind.StoreSilent, 2), (FaultKind.StorePartial, 3), (FaultKind.StoreSlow, 2),
    ];

    public static SimulationPlan FromSeed(long seed)
    {
        var random = Seeds.Random(seed, 1);
        var gates = 1 + (int)(random.NextDouble() * random.NextDouble() * 4);
        var hours = (0.5 + (3 * random.NextDouble())) / Math.Sqrt(gates);
        var duration = TimeSpan.FromSeconds(Math.Round(hours * 3600));
        var ingests = 1 + random.Next(2);
        return new SimulationPlan
        {
            Seed = seed,
            Duration = duration,
            Begin = FirstDay.AddSeconds(random.Next(86_400)),
            Gates = [.. Enumerable.Range(0, gates).Select(number => Gate(Seeds.Random(seed, 2, number), number))],
            Ingests = ingests,
            IngestQueue = random.Next(4) == 0 ? 500 + random.Next(100) : 50_000,
            Faults = [.. Faults(Seeds.Random(seed, 3), duration, gates, ingests).OrderBy(fault => fault.From)],
        };
    }

    private static GatePlan Gate(Random random, int number) => new()
    {
        Number = number,
        PeoplePerHour = 10 + (random.NextDouble() * 80),
        ClockRate = random.NextInt64(-50_000, 50_001),
        SynchronisedAfter = random.Next(2) == 0 ? TimeSpan.FromSeconds(5 + random.Next(600)) : null,
        WallError = random.Next(4) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((random.NextDouble() - 0.8) * 100_000_000),
        RoundTrip = TimeSpan.FromMilliseconds(10 + (random.NextDouble() * 390)),
    };

    private static IEnumerable<Fault> Faults(Random random, TimeSpan duration, int gates, int ingests)
    {
        var count = (int)(random.NextDouble() * 10 * Math.Sqrt(gates)) + random.Next(2);
        for (var i = 0; i < count; i++)
        {
            var kind = Pick(random);
            yield return new Fault(
                kind,
                random.Next(kind < FaultKind.IngestKilled ? gates : ingests),
                kind == FaultKind.GateUnknown ? TimeSpan.Zero : duration * random.NextDouble(),
                Length(random, kind, duration),
                random.NextDouble());
        }
    }

    private static FaultKind Pick(Random random)
    {
        var at = random.Next(Weights.Sum(weight => weight.Weight));
        foreach (var (kind, weight) in Weights)
        {
            at -= weight;
            if (at < 0)
                return kind;
        }

        throw new InvalidOperationException("weights don't add up");
    }

    /// <summary>Mostly minutes, seldom for most of the run.</summary>
    private static TimeSpan Length(Random random, FaultKind kind, TimeSpan duration)
    {
        var share = Math.Pow(random.NextDouble(), 3);
        return kind switch
        {
            FaultKind.GatewayKilled or FaultKind.GatewayStopped or FaultKind.IngestKilled => TimeSpan.FromSeconds(1 + (share * 60)),
            FaultKind.PowerCut => TimeSpan.FromSeconds(2 + (share * duration.TotalSeconds / 2)),
            FaultKind.DiskFull or FaultKind.DiskReadOnly or FaultKind.DiskSyncsFail or FaultKind.DiskWritesFail =>
                TimeSpan.FromSeconds(1 + (share * 900)),
            _ => TimeSpan.FromSeconds(1 + (share * duration.TotalSeconds)),
        };
    }
}
