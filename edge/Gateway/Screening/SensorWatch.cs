using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Screenings;

/// <summary>Some failed samples in a row make a fault, a good one ends it.</summary>
internal sealed class SensorWatch(int failuresToFault)
{
    private int _failures;

    public void OnSample(SensorSample sample, long at, List<LaneFact> facts)
    {
        if (!sample.IsGood && ++_failures == failuresToFault)
            facts.Add(new Happened(at, GateEventType.SensorFault, WireName.Of(sample.Failure)));
        if (!sample.IsGood)
            return;
        if (_failures >= failuresToFault)
            facts.Add(new Happened(at, GateEventType.SensorRecovered, ""));
        _failures = 0;
    }
}
