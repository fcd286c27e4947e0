using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Data;

namespace Checkpoint.Tests.Unit.Sensors;

public class Mlx90614Tests
{
    private static readonly Dictionary<string, SensorFailure> Failures = new()
    {
        ["ok"] = SensorFailure.None,
        ["pec_error"] = SensorFailure.PecMismatch,
        ["error_flag"] = SensorFailure.ErrorFlag,
        ["out_of_range"] = SensorFailure.OutOfRange,
    };

    [Fact]
    public void Every_read_vector_gives_its_temperature_or_its_failure()
    {
        var rows = Vectors.Read("mlx90614_pec.csv").Where(row => row["kind"] == "read").ToList();

        Assert.All(rows, row =>
        {
            var reading = Replay(row);
            Assert.Equal(Failures[row["status"]], reading.Failure);
            if (reading.IsGood)
                Assert.Equal(row.Number("temp_c"), reading.CentiC / 100.0, 3);
        });
        Assert.Equal(42, rows.Count);
    }

    [Theory]
    [InlineData(0x27AC, SensorFailure.OutOfRange)]
    [InlineData(0x27AD, SensorFailure.None)]
    [InlineData(0x7FFF, SensorFailure.None)]
    [InlineData(0x8000, SensorFailure.ErrorFlag)]
    public void Object_words_at_the_datasheets_limits_are_judged_by_them(ushort word, SensorFailure expected) =>
        Assert.Equal(expected, On(Chip(SimulatedMlx90614.Object1, word)).ReadObject().Failure);

    [Theory]
    [InlineData(0x2DE3, SensorFailure.OutOfRange)]
    [InlineData(0x2DE4, SensorFailure.None)]
    [InlineData(0x4DC4, SensorFailure.None)]
    [InlineData(0x4DC5, SensorFailure.OutOfRange)]
    public void Ambient_words_at_the_datasheets_limits_are_judged_by_them(ushort word, SensorFailure expected) =>
        Assert.Equal(expected, On(Chip(SimulatedMlx90614.Ambient, word)).ReadAmbient().Failure);

    [Theory]
    [InlineData(BusFaultKind.Nack)]
    [InlineData(BusFaultKind.BadPec)]
    [InlineData(BusFaultKind.StuckHigh)]
    [InlineData(BusFaultKind.StuckLow)]
    [InlineData(BusFaultKind.TimedOut)]
    public void A_fault_of_two_transactions_is_mended_by_the_third(BusFaultKind fault)
    {
        var bus = Chip(SimulatedMlx90614.Object1, SimulatedMlx90614.WordOf(34.01));
        bus.Inject(fault, 2);
        var sensor = On(bus);

        Assert.Equal(SensorReading.Good(3401) with { Tries = 3 }, sensor.ReadObject());
        Assert.Equal(3, sensor.Counters.Transactions);
    }

    [Theory]
    [InlineData(BusFaultKind.Nack, SensorFailure.Nack)]
    [InlineData(BusFaultKind.BadPec, SensorFailure.PecMismatch)]
    [InlineData(BusFaultKind.StuckHigh, SensorFailure.PecMismatch)]
    [InlineData(BusFaultKind.StuckLow, SensorFailure.PecMismatch)]
    [InlineData(BusFaultKind.TimedOut, SensorFailure.BusTimedOut)]
    public void A_lasting_fault_ends_after_the_tries_with_its_name(BusFaultKind fault, SensorFailure expected)
    {
        var bus = Chip(SimulatedMlx90614.Object1, SimulatedMlx90614.WordOf(34.01));
        bus.Inject(fault, 100);
        var sensor = On(bus);

        Assert.Equal(new SensorReading(0, expected, Tries: 3), sensor.ReadObject());
        Assert.Equal(3, sensor.Counters.Transactions);
    }

    [Fact]
    public void Of_several_reasons_the_last_is_kept()
    {
        var sensor = On(new RecordedSmBus((BusAnswer.Nack, []), (BusAnswer.TimedOut, []), (BusAnswer.Ok, [0xD2, 0x3A, 0x31])));

        Assert.Equal(new SensorReading(0, SensorFailure.PecMismatch, Tries: 3), sensor.ReadObject());
    }

    [Fact]
    public void A_reason_that_another_try_cannot_mend_ends_the_tries()
    {
        var sensor = On(new RecordedSmBus((BusAnswer.Nack, []), (BusAnswer.Ok, WordAndCode(SimulatedMlx90614.Object1, 0x8000)), (BusAnswer.Nack, [])));

        Assert.Equal(new SensorReading(0, SensorFailure.ErrorFlag, Tries: 2), sensor.ReadObject());
    }

    [Fact]
    public void A_flagged_word_is_not_asked_for_again()
    {
        var bus = Chip(SimulatedMlx90614.Object1, SimulatedMlx90614.WordOf(34.01));
        bus.Inject(BusFaultKind.ErrorFlag, 100);
        var sensor = On(bus);

        Assert.Equal(SensorFailure.ErrorFlag, sensor.ReadObject().Failure);
        Assert.Equal(1, sensor.Counters.Transactions);
    }

    [Fact]
    public void No_chip_at_the_address_is_a_nack() =>
        Assert.Equal(SensorFailure.Nack, On(new SimulatedSmBus()).ReadObject().Failure);

    [Fact]
    public void Counters_tell_the_kinds_apart()
    {
        var bus = Chip(SimulatedMlx90614.Ambient, 0);
        var sensor = On(bus);
        sensor.ReadAmbient();
        bus.Inject(BusFaultKind.Nack, 1);
        sensor.ReadObject();
        bus.Inject(BusFaultKind.BadPec, 1);
        sensor.ReadObject();
        bus.Inject(BusFaultKind.ErrorFlag, 1);
        sensor.ReadObject();
        bus.Inject(BusFaultKind.TimedOut, 1);
        sensor.ReadObject();

        var counters = sensor.Counters;
        Assert.Equal(
            (8L, 1L, 1L, 1L, 1L, 1L),
            (counters.Transactions, counters.Nacks, counters.PecErrors, counters.FlagErrors, counters.RangeErrors, counters.BusErrors));
    }

    [Fact]
    public void Switched_off_code_check_takes_a_word_with_a_wrong_code()
    {
        var sensor = new Mlx90614(new RecordedSmBus((BusAnswer.Ok, [0xD2, 0x3A, 0x00])), new SensorOptions { CheckPec = false });

        Assert.Equal(SensorReading.Good(2801), sensor.ReadObject());
    }

    [Fact]
    public void Wrong_options_are_all_named_at_once()
    {
        var faults = new SensorOptions
        {
            BusPath = "i2c-1", Address = 0x80, Tries = 0, ChipEmissivity = 1.01, Part = (SensorPart)7,
        }.Validate("Sensor");

        Assert.Equal(
            ["Sensor:BusPath", "Sensor:Address", "Sensor:Tries", "Sensor:ChipEmissivity", "Sensor:Part"],
            faults.Select(fault => fault.Key));
        Assert.Equal("1.01 is not between 0.1 and 1", faults[3].Problem);
    }

    private static SensorReading Replay(IReadOnlyDictionary<string, string> row)
    {
        var wire = row.Bytes("bytes_on_wire_before_pec");
        var bus = new RecordedSmBus((BusAnswer.Ok, [wire[3], wire[4], row.Bytes("pec")[0]]));
        var sensor = new Mlx90614(bus, new SensorOptions { Address = row.Bytes("addr7")[0] });
        return wire[1] == SimulatedMlx90614.Ambient ? sensor.ReadAmbient() : sensor.ReadObject();
    }

    private static byte[] WordAndCode(byte command, ushort word)
    {
        byte[] wire = [0xB4, command, 0xB5, (byte)word, (byte)(word >> 8)];
        return [wire[3], wire[4], PacketErrorCode.Of(wire)];
    }

    private static SimulatedSmBus Chip(byte command, ushort word)
    {
        var chip = new SimulatedMlx90614();
        chip.SetWord(command, word);
        var bus = new SimulatedSmBus();
        bus.Attach(SimulatedMlx90614.DefaultAddress, chip);
        return bus;
    }

    private static Mlx90614 On(ISmBus bus) => new(bus, new SensorOptions());
}
