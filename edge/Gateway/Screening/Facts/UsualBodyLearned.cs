namespace Checkpoint.Gateway.Screenings.Facts;

/// <summary>What people usually measure at this gate is known now; later drift is told against it.</summary>
/// <param name="CentiC">Median of their estimates, 0.01 °C.</param>
public sealed record UsualBodyLearned(long AtMicroseconds, int CentiC) : LaneFact(AtMicroseconds)
{
    public override bool IsRecorded => false;
}
