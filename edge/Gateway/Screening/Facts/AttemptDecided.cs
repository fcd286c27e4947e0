namespace Checkpoint.Gateway.Screenings.Facts;

/// <summary>One attempt's verdict.</summary>
/// <param name="Person">Counted from 1 since the program's start; attempts of one person share it.</param>
/// <param name="Number">1 for the person's first attempt.</param>
public sealed record AttemptDecided(long AtMicroseconds, long Person, int Number, Verdict Verdict, TimeSpan Dwell)
    : LaneFact(AtMicroseconds);
