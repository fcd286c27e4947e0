namespace Checkpoint.Gateway.Screenings.Facts;

/// <summary>A volunteer wants a vehicle through.</summary>
/// <param name="IsGranted">All in it have been found normal; else the barrier stays shut.</param>
public sealed record ReleaseAsked(long AtMicroseconds, bool IsGranted) : LaneFact(AtMicroseconds)
{
    public override bool IsRecorded => false;
}
