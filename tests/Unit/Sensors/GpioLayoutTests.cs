using System.Buffers.Binary;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Sensors.Linux;

namespace Checkpoint.Tests.Unit.Sensors;

/// <summary>Offsets worked out by hand from linux/gpio.h; the machine that runs this is little-endian.</summary>
public class GpioLayoutTests
{
    private const ulong PulledUpInput = 0b1_0011_0100;

    [Fact]
    public void Inputs_with_one_bias_and_two_debounces_need_three_attributes()
    {
        var request = GpioLayout.InputRequest("gate", [
            new InputLine(17, LineBias.PullUp, ActiveLow: false, TimeSpan.FromMilliseconds(30)),
            new InputLine(27, LineBias.PullUp, ActiveLow: false, TimeSpan.Zero),
            new InputLine(22, LineBias.PullUp, ActiveLow: false, TimeSpan.FromMilliseconds(5)),
        ]);

        Assert.Equal(592, request.Length);
        Assert.Equal([17u, 27u, 22u, 0u], Enumerable.Range(0, 4).Select(i => Word(request, i * 4)));
        Assert.Equal("gate\0"u8, request.AsSpan(256, 5));
        Assert.Equal((3u, 3u), (Word(request, 296), Word(request, 560)));
        Assert.Equal((1u, PulledUpInput, 0b111UL), Attribute(request, 0));
        Assert.Equal((3u, 30_000UL, 0b001UL), Attribute(request, 1));
        Assert.Equal((3u, 5_000UL, 0b100UL), Attribute(request, 2));
    }

    [Fact]
    public void Outputs_that_are_active_low_are_told_apart_by_mask()
    {
        var request = GpioLayout.OutputRequest("gate", [new OutputLine(5, false), new OutputLine(6, ActiveLow: true)]);

        Assert.Equal(0b1000UL, Long(request, 288));
        Assert.Equal((1u, 0b1010UL, 0b10UL), Attribute(request, 0));
    }

    [Fact]
    public void Long_consumer_names_are_cut_and_stay_terminated()
    {
        var request = GpioLayout.OutputRequest(new string('x', 40), [new OutputLine(5, false)]);

        Assert.Equal((byte)'x', request[256 + 30]);
        Assert.Equal(0, request[256 + 31]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Numbers_of_lines_no_request_can_hold_are_refused(int lines) => Assert.Throws<LineUnavailableException>(
        () => GpioLayout.OutputRequest("gate", Enumerable.Repeat(new OutputLine(1, false), lines).ToList()));

    [Fact]
    public void More_kinds_of_lines_than_attributes_are_refused() => Assert.Throws<LineUnavailableException>(
        () => GpioLayout.InputRequest("gate", Enumerable.Range(1, 11)
            .Select(i => new InputLine(i, LineBias.AsIs, false, TimeSpan.FromMilliseconds(i))).ToList()));

    [Fact]
    public void A_chip_is_described_by_name_label_and_lines()
    {
        var info = new byte[68];
        "gpiochip0"u8.CopyTo(info);
        "pinctrl-bcm2711"u8.CopyTo(info.AsSpan(32));
        BinaryPrimitives.WriteUInt32LittleEndian(info.AsSpan(64), 58);

        Assert.Equal(("gpiochip0", "pinctrl-bcm2711", 58), GpioInfoLayout.ParseChip(info));
    }

    [Fact]
    public void A_line_is_described_by_name_consumer_and_use()
    {
        var info = GpioInfoLayout.AskLine(17);
        Assert.Equal((256, 17u), (info.Length, Word(info, 64)));
        Assert.Equal(1, info.Count(octet => octet != 0));

        "GPIO17"u8.CopyTo(info);
        new string('c', 32).Select(letter => (byte)letter).ToArray().CopyTo(info, 32);
        BinaryPrimitives.WriteUInt64LittleEndian(info.AsSpan(72), 0b1101);
        Assert.Equal(new GpioLine(17, "GPIO17", new string('c', 32), IsUsed: true), GpioInfoLayout.ParseLine(info));

        BinaryPrimitives.WriteUInt64LittleEndian(info.AsSpan(72), 0b0100);
        Assert.False(GpioInfoLayout.ParseLine(info).IsUsed);
    }

    [Fact]
    public void A_missing_device_is_named_with_the_systems_reason()
    {
        Assert.Contains("/dev/no-such-chip: No such file", Assert.Throws<LineUnavailableException>(() => new LinuxGpio("/dev/no-such-chip")).Message, StringComparison.Ordinal);
        Assert.Contains("/dev/no-such-bus: No such file", Assert.Throws<LineUnavailableException>(() => new LinuxSmBus("/dev/no-such-bus")).Message, StringComparison.Ordinal);
    }

    private static (uint Id, ulong Value, ulong Mask) Attribute(byte[] request, int index) =>
        (Word(request, 320 + (24 * index)), Long(request, 328 + (24 * index)), Long(request, 336 + (24 * index)));

    private static uint Word(byte[] request, int at) => BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(at));

    private static ulong Long(byte[] request, int at) => BinaryPrimitives.ReadUInt64LittleEndian(request.AsSpan(at));
}
