using Checkpoint.Gateway.Doctor.Checks;

namespace Checkpoint.Gateway.Doctor;

/// <summary>All checks, in the order in which a technician would make them.</summary>
internal static class Examination
{
    private const double LeastVestibuleC = 16;

    /// <summary>Beijing metrology institute, 2020: measure at 16 to 35 °C.</summary>
    private const double MostVestibuleC = 35;

    /// <summary>One after the other: they share buses.</summary>
    /// <param name="found">Called with each finding as soon as it is there.</param>
    public static async Task<DoctorReport> RunAsync(Patient patient, Action<Finding> found, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        await using var broker = new BrokerCheck(patient);
        foreach (var row in Rows(patient, broker))
        {
            foreach (var check in row)
            {
                var finding = await RunAsync(check, cancellation);
                findings.Add(finding);
                found(finding);
                if (check.IsGroundwork && finding.Result == FindingResult.Fail)
                    break;
            }
        }

        return new DoctorReport(patient.Options.Gate.Value, patient.IsRunning, findings);
    }

    /// <summary>A check that breaks is a finding too; the others still have their say.</summary>
    private static async Task<Finding> RunAsync(ICheck check, CancellationToken cancellation)
    {
        try
        {
            return await check.RunAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            return Finding.Fail(check.Name, $"could not be looked at: {fault.Message}", "tell the gateway's makers");
        }
    }

    private static IEnumerable<IReadOnlyList<ICheck>> Rows(Patient patient, BrokerCheck broker) =>
    [
        [new RunningCheck(patient)],
        Thermometer(patient),
        Air(patient),
        [new LinesCheck(patient), new LevelsCheck(patient)],
        [new AcclimatisationCheck(patient), new MaintenanceCheck(patient)],
        [new ClockCheck(patient), new WallTimeCheck(patient)],
        [new FolderCheck(patient), new OutboxCheck(patient)],
        [broker, new RegistryCheck(patient, broker)],
    ];

    private static ICheck[] Thermometer(Patient patient)
    {
        var identity = new IdentityCheck(patient);
        return
        [
            new BusCheck(patient),
            new ChipsCheck(patient),
            new PecCheck(patient),
            new AnswerCheck(patient),
            new AmbientCheck(patient),
            new ObjectCheck(patient),
            new NoiseCheck(patient),
            new SupplyCheck(patient),
            new FlagsCheck(patient),
            identity,
            new EmissivityCheck(patient, identity),
            new FilterCheck(patient, identity),
            new CalibrationCheck(patient, identity),
        ];
    }

    private static List<ICheck> Air(Patient patient)
    {
        var checks = new List<ICheck>();
        var air = patient.Options.Air;
        if (air.HasVestibule)
            checks.Add(new AirCheck(patient, "air_vestibule", air.VestibuleAddress, (LeastVestibuleC, MostVestibuleC)));
        if (air.HasOutdoor)
            checks.Add(new AirCheck(patient, "air_outdoor", air.OutdoorAddress, null));
        return checks;
    }
}
