namespace Checkpoint.Gateway.Sensors;

/// <summary>
/// Driver of the Melexis MLX90614 infrared thermometer (datasheet 3901090614 rev 13). A word becomes a temperature only if
/// its packet error code, its error bit and its range all say so.
/// </summary>
public sealed class Mlx90614(ISmBus bus, SensorOptions options)
{
    private const byte AmbientRegister = 0x06;
    private const byte ObjectRegister = 0x07;
    private const ushort ErrorBit = 0x8000;

    private readonly byte _address = (byte)options.Address;

    public SensorCounters Counters { get; } = new();

    /// <summary>Object 1, -70.01 to 382.19 °C; the supply, emissivity and gate corrections are not in it.</summary>
    public SensorReading ReadObject() => Read(ObjectRegister, 0x27AD, 0x7FFF);

    /// <summary>The chip itself, -38.19 to 125.01 °C.</summary>
    public SensorReading ReadAmbient() => Read(AmbientRegister, 0x2DE4, 0x4DC4);

    /// <summary>0.02 K a step, without rounding.</summary>
    public static int ToCentiC(ushort word) => (word * 2) - 27315;

    private SensorReading Read(byte register, ushort least, ushort most)
    {
        var reading = ReadOnce(register, least, most);
        for (var again = 1; again < options.Tries && MayMend(reading.Failure); again++)
            reading = ReadOnce(register, least, most);
        return reading;
    }

    /// <summary>A flagged or impossible word is the chip's own; asking at once gives the same word again.</summary>
    private static bool MayMend(SensorFailure failure) =>
        failure is SensorFailure.Nack or SensorFailure.PecMismatch or SensorFailure.BusTimedOut or SensorFailure.BusFault;

    private SensorReading ReadOnce(byte register, ushort least, ushort most)
    {
        Span<byte> response = stackalloc byte[3];
        var answer = bus.Read(_address, register, response);
        var word = (ushort)(response[0] | (response[1] << 8));
        var failure = answer == BusAnswer.Ok ? Judge(register, response, word, least, most) : FailureOf(answer);
        Counters.Count(failure);
        return failure == SensorFailure.None ? SensorReading.Good(ToCentiC(word)) : SensorReading.Bad(failure);
    }

    private SensorFailure Judge(byte register, ReadOnlySpan<byte> response, ushort word, ushort least, ushort most)
    {
        if (options.CheckPec && !PecMatches(register, response))
            return SensorFailure.PecMismatch;
        if ((word & ErrorBit) != 0)
            return SensorFailure.ErrorFlag;
        return word < least || word > most ? SensorFailure.OutOfRange : SensorFailure.None;
    }

    private bool PecMatches(byte register, ReadOnlySpan<byte> response)
    {
        ReadOnlySpan<byte> wire =
            [(byte)(_address << 1), register, (byte)((_address << 1) | 1), response[0], response[1]];
        return PacketErrorCode.Of(wire) == response[2];
    }

    private static SensorFailure FailureOf(BusAnswer answer) => answer switch
    {
        BusAnswer.Nack => SensorFailure.Nack,
        BusAnswer.TimedOut => SensorFailure.BusTimedOut,
        _ => SensorFailure.BusFault,
    };
}
