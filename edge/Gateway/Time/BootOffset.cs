using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Time;

/// <summary>What was learned about one boot's wall time: add the offset to its CLOCK_BOOTTIME.</summary>
/// <param name="BootId">The boot it holds for.</param>
/// <param name="OffsetMicroseconds">Microseconds since 1970 UTC at CLOCK_BOOTTIME 0.</param>
/// <param name="ErrorMicroseconds">The largest error at the moment of learning.</param>
/// <param name="LearnedMicroseconds">CLOCK_BOOTTIME of that moment; the error grows with the distance from it.</param>
/// <param name="Quality">Where it came from; <see cref="ClockQuality.Unknown"/> for a boot placed between its neighbours.</param>
public readonly record struct BootOffset(
    Guid BootId, long OffsetMicroseconds, long ErrorMicroseconds, long LearnedMicroseconds, ClockQuality Quality)
{
    /// <summary>
    /// What an undisciplined crystal is taken to drift: twice the ±50 ppm that boards are commonly specified for, since a
    /// gate's crystal works in the cold.
    /// </summary>
    public const int DriftPartsPerMillion = 100;

    /// <summary>Errors are told in whole milliseconds, so that they seldom differ from one record to the next.</summary>
    private const long ErrorStepMicroseconds = 1000;

    /// <summary>The largest error of a time worked out for this moment of the boot.</summary>
    public long ErrorAt(long boottimeMicroseconds) =>
        ErrorMicroseconds + DriftOver(Math.Abs(boottimeMicroseconds - LearnedMicroseconds));

    /// <summary>How far a crystal may be off after so long.</summary>
    public static long DriftOver(long microseconds) => (microseconds * DriftPartsPerMillion + 999_999) / 1_000_000;

    /// <summary>The record time of this moment of the boot; the error is rounded up to whole milliseconds, never 0.</summary>
    public RecordTime TimeAt(long boottimeMicroseconds)
    {
        var steps = (ErrorAt(boottimeMicroseconds) + ErrorStepMicroseconds - 1) / ErrorStepMicroseconds;
        var error = Math.Clamp(steps, 1, RecordLimits.MaxTimeErrorMicroseconds / ErrorStepMicroseconds);
        return new RecordTime(boottimeMicroseconds + OffsetMicroseconds, error * ErrorStepMicroseconds);
    }

    /// <summary>False where it would put its own moment before 2020 or after 2099: no such source is believed.</summary>
    public bool IsPlausible => LearnedMicroseconds + OffsetMicroseconds
        is >= RecordLimits.MinTimeMicroseconds and < RecordLimits.MaxTimeMicroseconds && ErrorMicroseconds >= 0;

    /// <summary>True when no true time can lie within both errors: one of the clocks was stepped.</summary>
    public bool Contradicts(BootOffset other, long boottimeMicroseconds) =>
        Math.Abs(OffsetMicroseconds - other.OffsetMicroseconds)
            > ErrorAt(boottimeMicroseconds) + other.ErrorAt(boottimeMicroseconds);

    /// <summary>
    /// True when it should take the other's place: it halves the error there would be by now, or the two contradict and it
    /// is the newer, from no lesser source. Smaller gains are not worth a write to flash.
    /// </summary>
    public bool Supersedes(BootOffset? other)
    {
        if (other is not { } known || !IsPlausible)
            return IsPlausible;
        return Contradicts(known, LearnedMicroseconds)
            ? Quality >= known.Quality
            : ErrorMicroseconds * 2 <= known.ErrorAt(LearnedMicroseconds);
    }
}
