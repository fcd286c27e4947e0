namespace Checkpoint.Gateway.Screenings.Facts;

/// <summary>Somebody is being measured: the lamp of the one before must go out.</summary>
public sealed record AttemptBegan(long AtMicroseconds) : LaneFact(AtMicroseconds)
{
    public override bool IsRecorded => false;
}
