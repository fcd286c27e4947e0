using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Sensors;

public sealed class Mlx90614IdentityTests : IDisposable
{
    private readonly SimulatedMlx90614 _chip = new();
    private readonly SimulatedSmBus _bus = new();

    public Mlx90614IdentityTests() => _bus.Attach(SimulatedMlx90614.DefaultAddress, _chip);

    public void Dispose() => _bus.Dispose();

    [Fact]
    public void A_delivered_part_tells_its_id_and_settings()
    {
        _chip.SetId(0x0123_4567_89AB_CDEF);

        Assert.Equal(SensorFailure.None, Sensor().ReadIdentity(out var identity));

        Assert.Equal("0123456789abcdef", identity!.IdText);
        Assert.Equal((1.0, 0x5A, 0x9FB4), (identity.Emissivity, identity.Address, identity.ConfigWord));
        Assert.Equal((1024, 100.0, 12.5), (identity.FirLength, identity.IirPercent, identity.Gain));
        Assert.False(identity.IsDualZone || identity.RepeatsSensorTest);
    }

    [Theory]
    [InlineData(0x0000, 8, 50.0, 1.0, false)]
    [InlineData(0x0101, 16, 25.0, 1.0, false)]
    [InlineData(0x0A02, 32, 16.7, 3.0, false)]
    [InlineData(0x1343, 64, 12.5, 6.0, true)]
    [InlineData(0x1C44, 128, 100.0, 12.5, true)]
    [InlineData(0x2505, 256, 80.0, 25.0, false)]
    [InlineData(0x2E06, 512, 66.7, 50.0, false)]
    [InlineData(0x3707, 1024, 57.1, 100.0, false)]
    public void Filters_gain_and_zones_are_told_by_their_bits(ushort config, int fir, double iir, double gain, bool dual)
    {
        var identity = new Mlx90614Identity(1, 0xFFFF, config, 0xBE5A);

        Assert.Equal((fir, iir, gain, dual), (identity.FirLength, identity.IirPercent, identity.Gain, identity.IsDualZone));
    }

    [Theory]
    [InlineData(1.0, 0xFFFF)]
    [InlineData(0.98, 0xFAE0)]
    [InlineData(0.1, 0x199A)]
    public void Emissivity_is_65535_times_itself(double emissivity, ushort word)
    {
        Assert.Equal(word, Mlx90614Identity.EmissivityWordOf(emissivity));
        Assert.True(new Mlx90614Identity(1, word, 0, 0).HasEmissivity(emissivity));
        Assert.False(new Mlx90614Identity(1, (ushort)(word - 1), 0, 0).HasEmissivity(emissivity));
    }

    [Theory]
    [InlineData(BusFaultKind.Nack, SensorFailure.Nack)]
    [InlineData(BusFaultKind.BadPec, SensorFailure.PecMismatch)]
    [InlineData(BusFaultKind.StuckHigh, SensorFailure.PecMismatch)]
    [InlineData(BusFaultKind.StuckLow, SensorFailure.PecMismatch)]
    [InlineData(BusFaultKind.TimedOut, SensorFailure.BusTimedOut)]
    public void An_identity_that_cannot_be_read_whole_is_none(BusFaultKind fault, SensorFailure expected)
    {
        _bus.Inject(fault, 100);

        Assert.Equal(expected, Sensor().ReadIdentity(out var identity));
        Assert.Null(identity);
    }

    [Fact]
    public void Faults_that_another_try_mends_do_not_spoil_the_identity()
    {
        _bus.Inject(BusFaultKind.BadPec, 2);

        Assert.Equal(SensorFailure.None, Sensor().ReadIdentity(out var identity));
        Assert.Equal(SimulatedMlx90614.DefaultId, identity!.Id);
    }

    [Theory]
    [InlineData(0x0010, false, false, false)]
    [InlineData(0x0090, true, false, false)]
    [InlineData(0x0030, false, true, false)]
    [InlineData(0x0000, false, false, true)]
    public void Flags_are_told_by_their_bits(ushort word, bool busy, bool dead, bool starting) =>
        Assert.Equal(new Mlx90614Flags(busy, dead, starting), Mlx90614Flags.Of(word));

    [Fact]
    public void A_chip_at_rest_has_no_flags()
    {
        Assert.Equal(SensorFailure.None, Sensor().ReadFlags(out var flags));
        Assert.Equal(default, flags);
    }

    [Fact]
    public void Valid_codes_are_found() => Assert.Equal(PecVerdict.Valid, Sensor().TestPec(8).Verdict);

    [Fact]
    public void A_part_that_sends_no_codes_is_told_from_a_bad_wire()
    {
        var bus = new SimulatedSmBus();
        bus.Attach(SimulatedMlx90614.DefaultAddress, new SimulatedMlx90614 { SendsPec = false });

        Assert.Equal(PecVerdict.NotSent, new Mlx90614(bus, new SensorOptions()).TestPec(8).Verdict);
    }

    [Theory]
    [InlineData(BusFaultKind.BadPec, PecVerdict.Disturbed)]
    [InlineData(BusFaultKind.StuckHigh, PecVerdict.Disturbed)]
    [InlineData(BusFaultKind.StuckLow, PecVerdict.Disturbed)]
    [InlineData(BusFaultKind.Nack, PecVerdict.NoAnswer)]
    [InlineData(BusFaultKind.TimedOut, PecVerdict.NoAnswer)]
    public void A_bad_wire_is_not_taken_for_a_part_without_codes(BusFaultKind fault, PecVerdict expected)
    {
        _bus.Inject(fault, 100);

        Assert.Equal(expected, Sensor().TestPec(16).Verdict);
    }

    [Fact]
    public void One_wrong_code_among_right_ones_is_the_wire()
    {
        _bus.Inject(BusFaultKind.BadPec, 1);

        Assert.Equal((PecVerdict.Disturbed, 7, 1), (Sensor().TestPec(8) is var test ? (test.Verdict, test.Matching, test.Mismatching) : default));
    }

    private Mlx90614 Sensor() => new(_bus, new SensorOptions());
}
