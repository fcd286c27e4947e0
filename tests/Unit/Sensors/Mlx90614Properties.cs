using Checkpoint.Gateway.Sensors;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Unit.Sensors;

/// <summary>What must hold whatever the wire says.</summary>
public class Mlx90614Properties
{
    private static readonly Gen<byte> AnyByte = Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0x00, 0xFF)).Select(value => (byte)value);

    /// <summary>Bytes of chance, and as often words with their right code, near the limits too.</summary>
    private static readonly Gen<(byte[] Bytes, bool IsAmbient)> AnyResponse =
        from ambient in Gen.Elements(true, false)
        from low in AnyByte
        from high in Gen.OneOf(AnyByte, Gen.Elements<byte>(0x27, 0x2D, 0x3A, 0x4D, 0x7F, 0x80))
        from code in AnyByte
        from isRight in Gen.Elements(true, false)
        select (new byte[] { low, high, isRight ? Code(ambient, low, high) : code }, ambient);

    [Fact]
    public void A_reading_is_good_with_a_valid_code_flag_and_range_or_bad_with_its_reason() =>
        Prop.ForAll(AnyResponse.ToArbitrary(), response => Holds(response.Bytes, response.IsAmbient)).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_the_code_check_flag_and_range_still_hold() => Prop.ForAll(AnyResponse.ToArbitrary(), response =>
    {
        var (reading, word) = Read(response.Bytes, response.IsAmbient, checkPec: false);
        return reading.Failure == Expected(word, response.IsAmbient);
    }).QuickCheckThrowOnFailure();

    private static bool Holds(byte[] bytes, bool ambient)
    {
        var (reading, word) = Read(bytes, ambient, checkPec: true);
        if (bytes[2] != Code(ambient, bytes[0], bytes[1]))
            return reading is { Failure: SensorFailure.PecMismatch, CentiC: 0, Tries: 3 };
        return reading.Failure == Expected(word, ambient)
            && (reading.IsGood ? reading.CentiC == (word * 2) - 27315 : reading.CentiC == 0);
    }

    private static SensorFailure Expected(int word, bool ambient)
    {
        if (word >= 0x8000)
            return SensorFailure.ErrorFlag;
        var (least, most) = ambient ? (0x2DE4, 0x4DC4) : (0x27AD, 0x7FFF);
        return word < least || word > most ? SensorFailure.OutOfRange : SensorFailure.None;
    }

    private static (SensorReading Reading, int Word) Read(byte[] bytes, bool ambient, bool checkPec)
    {
        var sensor = new Mlx90614(new RecordedSmBus((BusAnswer.Ok, bytes)), new SensorOptions { CheckPec = checkPec });
        return (ambient ? sensor.ReadAmbient() : sensor.ReadObject(), bytes[0] + (256 * bytes[1]));
    }

    /// <summary>Bit by bit, as the standard has it: division of the message by x⁸+x²+x+1.</summary>
    private static byte Code(bool ambient, byte low, byte high)
    {
        var remainder = 0;
        foreach (var octet in new byte[] { 0xB4, (byte)(ambient ? 6 : 7), 0xB5, low, high, 0 })
        {
            for (var bit = 7; bit >= 0; bit--)
            {
                remainder = (remainder << 1) | ((octet >> bit) & 1);
                if ((remainder & 0x100) != 0)
                    remainder ^= 0x107;
            }
        }

        return (byte)remainder;
    }
}
