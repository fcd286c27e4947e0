using Checkpoint.Contract;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Time;

namespace Checkpoint.Tests.Unit.GateWork;

public class LineCheckTests
{
    [Fact]
    public void A_free_chip_with_all_lines_has_no_faults() =>
        Assert.Empty(LineCheck.Check(LineOptions.For(GateKind.Door), Chip(), "Lines"));

    [Fact]
    public void A_line_beyond_the_chip_is_named_with_the_chips_limits()
    {
        var faults = LineCheck.Check(new LineOptions { GreenLine = 40 }, Chip(), "Lines");

        Assert.Equal("Lines:GreenLine: line 40 does not exist: gpiochip0 has lines 0 to 27", Assert.Single(faults).ToString());
    }

    [Fact]
    public void A_line_in_use_is_named_with_its_owner()
    {
        var faults = LineCheck.Check(new LineOptions(), Chip((17, "spi0 CS0"), (6, "")), "Lines");

        Assert.Equal(
            ["Lines:Presence:Line: line 17 is in use by 'spi0 CS0'", "Lines:AmberLine: line 6 is in use by somebody who gives no name"],
            faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Lines_that_are_not_fitted_are_not_looked_for()
    {
        var options = new LineOptions { BuzzerLine = LineWiring.NotFitted };

        Assert.Empty(LineCheck.Check(options, Chip((19, "pwm"), (26, "w1")), "Lines"));
        Assert.DoesNotContain(LineCheck.Wired(options), line => line.Offset < 0);
    }

    [Fact]
    public void Every_wrong_line_is_named_at_once() => Assert.Equal(
        ["Lines:Presence:Line", "Lines:BeamOutside:Line", "Lines:BeamInside:Line", "Lines:GreenLine", "Lines:AmberLine", "Lines:RedLine", "Lines:BuzzerLine"],
        LineCheck.Check(new LineOptions(), new GpioDescription("gpiochip9", "", []), "Lines").Select(fault => fault.Key));

    [Fact]
    public void A_simulated_chip_tells_who_has_its_lines()
    {
        using var chip = new SimulatedGpio(new ManualBoardClock());
        using (chip.RequestOutputs(LineCheck.Consumer, [new OutputLine(5, false)]))
        {
            Assert.Equal(new GpioLine(5, "GPIO5", LineCheck.Consumer, IsUsed: true), chip.Describe().Lines[5]);
            Assert.Equal(
                "line 5: Device or resource busy",
                Assert.Throws<LineUnavailableException>(() => chip.RequestOutputs("other", [new OutputLine(5, false)])).Message);
        }

        Assert.Equal(new GpioLine(5, "GPIO5", "", IsUsed: false), chip.Describe().Lines[5]);
        Assert.Equal(SimulatedGpio.BoardLines, chip.Describe().Lines.Count);
    }

    private static GpioDescription Chip(params (int Line, string Consumer)[] used)
    {
        using var chip = new SimulatedGpio(new ManualBoardClock());
        foreach (var (line, consumer) in used)
            chip.Occupy(line, consumer);
        return chip.Describe();
    }
}
