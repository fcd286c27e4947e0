using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// The air, as far as it is known. A sensor that fails is told of and then counts as not fitted: the lane goes on as one
/// without it does.
/// </summary>
internal sealed class AirWatch(ScreeningOptions options)
{
    private readonly Sensor _vestibule = new("vestibule", options.FailuresToFault);
    private readonly Sensor _outdoor = new("outdoor", options.FailuresToFault);

    /// <summary>0.01 °C; null where it is not measured.</summary>
    public int? VestibuleCentiC => _vestibule.CentiC;

    /// <summary>As measured, or else the coldest that this site has been said to have.</summary>
    public double OutdoorC => _outdoor.CentiC / 100.0 ?? options.OutdoorC;

    public void OnAir(AirSample sample, long at, List<LaneFact> facts)
    {
        _vestibule.OnReading(sample.Vestibule, at, facts);
        _outdoor.OnReading(sample.Outdoor, at, facts);
    }

    private sealed class Sensor(string name, int failuresToFault)
    {
        private int _failures;

        public int? CentiC { get; private set; }

        public void OnReading(SensorReading? reading, long at, List<LaneFact> facts)
        {
            if (reading is not { } known)
                return;
            if (!known.IsGood && ++_failures == failuresToFault)
                Fail(known.Failure, at, facts);
            if (!known.IsGood)
                return;
            if (_failures >= failuresToFault)
                facts.Add(new Happened(at, GateEventType.AirSensorRecovered, name));
            (_failures, CentiC) = (0, known.CentiC);
        }

        private void Fail(SensorFailure failure, long at, List<LaneFact> facts)
        {
            CentiC = null;
            facts.Add(new Happened(at, GateEventType.AirSensorFault, $"{name}: {WireName.Of(failure)}"));
        }
    }
}
