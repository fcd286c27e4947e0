using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Commands;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Doctor;

/// <summary>The commands that show and write the thermometer.</summary>
public sealed class SensorBenchTests : IDisposable
{
    private readonly SimulatedMlx90614 _chip = new();
    private readonly SimulatedSmBus _bus = new();
    private readonly StringWriter _output = new();

    public SensorBenchTests() => _bus.Attach(0x5A, _chip);

    public void Dispose()
    {
        _output.Dispose();
        _bus.Dispose();
    }

    [Fact]
    public void What_is_in_the_sensor_is_shown()
    {
        Assert.Equal(ExitCode.Ok, Bench().Show());
        Assert.Equal(
            [
                "id             06145a0000000001",
                "emissivity     1.0000 (word ffff), 1.0000 expected",
                "configuration  word 9fb4: FIR 1024, IIR 100 %, gain 12.5, single zone",
                "address        0x5a (word be5a), 0x5a in the settings",
            ],
            Lines());
    }

    [Fact]
    public void Without_write_it_is_said_what_would_be_done_and_nothing_is()
    {
        Assert.Equal(ExitCode.Ok, Bench().WriteEmissivity(0.98, really: false));
        Assert.Equal(ExitCode.Ok, Bench().WriteAddress(0x2A, really: false));

        Assert.Contains("Sensor 06145a0000000001: emissivity 1.0000 (word ffff) -> 0.9800 (word fae0)", Lines());
        Assert.Contains("Sensor 06145a0000000001: address 0x5a -> 0x2a", Lines());
        Assert.Equal(2, Lines().Count(line => line == "Nothing is written without --write."));
        Assert.Equal(0, _chip.EepromWrites);
    }

    [Fact]
    public void Emissivity_is_written_and_a_power_cycle_asked_for()
    {
        Assert.Equal(ExitCode.Ok, Bench().WriteEmissivity(0.98, really: true));

        Assert.Equal(0xFAE0, _chip.Word(Mlx90614.EmissivityCell));
        Assert.Equal("Switch its supply off and on: only then does it count. Then set Sensor:ChipEmissivity to 0.98.", Lines()[^1]);
    }

    [Fact]
    public void Address_is_written_and_the_setting_named()
    {
        Assert.Equal(ExitCode.Ok, Bench().WriteAddress(0x2A, really: true));

        Assert.Equal(0xBE2A, _chip.Word(Mlx90614.AddressCell));
        Assert.EndsWith("set Sensor:Address to 0x2a.", Lines()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_already_is_left_alone()
    {
        Assert.Equal(ExitCode.Ok, Bench().WriteEmissivity(1, really: true));

        Assert.Equal("The cell holds that already: nothing was written.", Lines()[^1]);
        Assert.Equal(0, _chip.EepromWrites);
    }

    [Theory]
    [InlineData(true, "Refused: a gateway runs; stop it first (/data).")]
    [InlineData(null, "Refused: whether a gateway runs can't be told; be root or its user (/data).")]
    public void While_a_gateway_runs_or_may_run_nothing_is_written(bool? running, string refusal)
    {
        Assert.Equal(ExitCode.Busy, Bench(running).WriteEmissivity(0.98, really: true));

        Assert.Equal(refusal, Lines()[^1]);
        Assert.Equal(0, _chip.EepromWrites);
    }

    [Fact]
    public void An_address_that_another_chip_has_is_refused()
    {
        _bus.Attach(0x2A, new SimulatedMlx90614());

        Assert.Equal(ExitCode.Unavailable, Bench().WriteAddress(0x2A, really: true));
        Assert.Equal("Refused: another chip answers at 0x2a already.", Lines()[^1]);
        Assert.Equal(0, _chip.EepromWrites);
    }

    [Theory]
    [InlineData(EepromFault.NeverErases, "The cell was not erased. The cell reads ffff now.")]
    [InlineData(EepromFault.NeverWrites, "The cell was erased, and the value not written. The cell reads 0000 now: do not use the sensor; run the command again.")]
    [InlineData(EepromFault.PowerLostAfterErase, "The cell was not erased: nobody answers. What the cell holds now can't be read.")]
    public void Each_way_to_fail_says_in_what_state_the_cell_is(EepromFault fault, string said)
    {
        _chip.EepromFault = fault;

        Assert.Equal(ExitCode.Unavailable, Bench().WriteEmissivity(0.98, really: true));
        Assert.Equal(said, Lines()[^1]);
    }

    [Fact]
    public void A_sensor_that_does_not_answer_is_told_with_its_place()
    {
        _bus.Detach(0x5A);

        Assert.Equal(ExitCode.Unavailable, Bench().Show());
        Assert.Equal("No thermometer at 0x5a on /dev/i2c-1: nobody answers. Try checkpoint-gateway doctor.", Lines()[^1]);
    }

    private SensorBench Bench(bool? running = false)
    {
        var options = GatewayConfiguration.Parse(
            """{ "Gate": { "Id": "gate-1" }, "Broker": { "Host": "broker" }, "Outbox": { "Folder": "/data" } }""", []);
        return new SensorBench(options, _bus, running, _output, _ => { });
    }

    private List<string> Lines() => [.. _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)];
}
