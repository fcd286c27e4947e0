using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Benchmarks.Ingest;

/// <summary>One look at a flood: how far it is, and what each program has used.</summary>
internal readonly record struct FloodSample(
    double Seconds, long Stored, TimeSpan Cloud, TimeSpan Broker, TimeSpan Database, TimeSpan Flooder);

/// <summary>Rates between two looks: after the first part of a flood and before its last, so that neither start nor end counts.</summary>
internal sealed class SteadyRate
{
    private const double FromShare = 0.15;
    private const double ToShare = 0.9;

    private readonly FloodSample _from;

    private readonly FloodSample _to;

    /// <param name="total">Readings of the whole flood.</param>
    public SteadyRate(IReadOnlyList<FloodSample> samples, long total)
    {
        _from = samples.First(sample => sample.Stored >= total * FromShare);
        _to = samples.Last(sample => sample.Stored <= total * ToShare);
        if (_to.Stored <= _from.Stored)
            throw new InvalidOperationException("the flood was over too soon to be measured; make --for longer");
    }

    public double ReadingsPerSecond => (_to.Stored - _from.Stored) / (_to.Seconds - _from.Seconds);

    public double CloudCpu => PerMillion(_to.Cloud - _from.Cloud);

    public double BrokerCpu => PerMillion(_to.Broker - _from.Broker);

    public double DatabaseCpu => PerMillion(_to.Database - _from.Database);

    public double FlooderCpu => PerMillion(_to.Flooder - _from.Flooder);

    private double PerMillion(TimeSpan cpu) => cpu.TotalSeconds / (_to.Stored - _from.Stored) * 1_000_000;
}
