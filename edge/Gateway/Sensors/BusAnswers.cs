namespace Checkpoint.Gateway.Sensors;

internal static class BusAnswers
{
    /// <summary>Why a transaction brought nothing; none if it did.</summary>
    public static SensorFailure ToFailure(this BusAnswer answer) => answer switch
    {
        BusAnswer.Ok => SensorFailure.None,
        BusAnswer.Nack => SensorFailure.Nack,
        BusAnswer.TimedOut => SensorFailure.BusTimedOut,
        _ => SensorFailure.BusFault,
    };
}
