using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Tests.Unit.DeviceSim.Bus;

public sealed class SimulatedGpioTests : IDisposable
{
    private readonly SimulatedGpio _gpio = new(new LinuxBoardClock());

    public void Dispose() => _gpio.Dispose();

    [Fact]
    public void Edges_come_in_order_with_the_sense_of_their_contact()
    {
        _gpio.Drive(5, true);
        using var inputs = _gpio.RequestInputs("test", [Input(4), Input(5, activeLow: true)]);
        _gpio.Drive(4, true);
        _gpio.Drive(5, false);
        _gpio.Drive(5, false);
        var edges = new LineEdge[8];

        Assert.Equal(2, inputs.WaitForEdges(edges, TimeSpan.FromSeconds(10)));
        Assert.Equal([(0, true), (1, true)], edges.Take(2).Select(edge => (edge.Line, edge.Active)));
        Assert.True(edges[0].BoottimeMicroseconds <= edges[1].BoottimeMicroseconds);
        Assert.Equal(0b11UL, inputs.ReadLevels());
    }

    [Fact]
    public void A_full_queue_loses_its_oldest_edges_and_says_how_many()
    {
        using var inputs = _gpio.RequestInputs("test", [Input(4)]);
        for (var i = 0; i < 20; i++)
            _gpio.Drive(4, i % 2 == 0);
        var edges = new LineEdge[32];

        Assert.Equal(16, inputs.WaitForEdges(edges, TimeSpan.Zero));
        Assert.Equal(4, inputs.LostEdges);
    }

    [Fact]
    public void A_line_in_use_is_refused_until_it_is_free_again()
    {
        var outputs = _gpio.RequestOutputs("test", [new OutputLine(6, ActiveLow: false)]);
        Assert.Throws<LineUnavailableException>(() => _gpio.RequestInputs("test", [Input(6)]));
        outputs.Dispose();

        _gpio.RequestInputs("test", [Input(6)]).Dispose();
    }

    [Fact]
    public void Outputs_that_are_active_low_rest_high()
    {
        using var outputs = _gpio.RequestOutputs("test", [new OutputLine(6, ActiveLow: true)]);
        Assert.True(_gpio.IsHigh(6));
        outputs.Write(1);

        Assert.False(_gpio.IsHigh(6));
    }

    private static InputLine Input(int offset, bool activeLow = false) => new(offset, LineBias.AsIs, activeLow, TimeSpan.Zero);
}
