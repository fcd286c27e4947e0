namespace Checkpoint.Gateway.Sensors;

/// <summary>Whether this chip, on this wire, sends valid packet error codes: sources of the MLX90614 contradict each other.</summary>
/// <param name="Reads">How many words were asked for, once each.</param>
/// <param name="Matching">Words that came with the code of their bytes.</param>
/// <param name="Mismatching">Words that came with another.</param>
/// <param name="LastFailure">Why the last word that did not come at all did not.</param>
/// <param name="IsPlausible">All words that came are such as a working chip gives.</param>
public readonly record struct PecTest(int Reads, int Matching, int Mismatching, SensorFailure LastFailure, bool IsPlausible)
{
    public PecVerdict Verdict
    {
        get
        {
            if (Matching + Mismatching == 0)
                return PecVerdict.NoAnswer;
            if (Mismatching == 0)
                return PecVerdict.Valid;
            return Matching == 0 && IsPlausible ? PecVerdict.NotSent : PecVerdict.Disturbed;
        }
    }
}

public enum PecVerdict
{
    NoAnswer = 1,
    Valid = 2,

    /// <summary>Every code is wrong, and yet every word is plausible and the same cell reads the same: the part sends none.</summary>
    NotSent = 3,

    /// <summary>Codes are wrong and words too: the wire.</summary>
    Disturbed = 4,
}
