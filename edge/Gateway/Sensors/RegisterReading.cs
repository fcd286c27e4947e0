namespace Checkpoint.Gateway.Sensors;

/// <summary>A chip's word, or why there is none.</summary>
/// <param name="Word">Of no meaning unless <see cref="IsGood"/>.</param>
/// <param name="Failure">Of the last try.</param>
/// <param name="Tries">How often the chip was asked for it.</param>
public readonly record struct RegisterReading(ushort Word, SensorFailure Failure, int Tries)
{
    public bool IsGood => Failure == SensorFailure.None;
}
